package dev.migrationgate.cli.validate;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.yaml.Node;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The memory that manifests may take: what would not fit is refused before it ends the process. Safe for several threads. */
final class Room {
    /** A node with its position, its text and its place in the mapping around it, as measured; and as much for planning. */
    private static final long BYTES_A_NODE = 400;

    private final long maxNodes;
    private final AtomicLong nodes = new AtomicLong();

    /**
     * Makes one.
     *
     * @param memoryBytes memory that the process may use
     */
    Room(long memoryBytes) {
        this.maxNodes = memoryBytes / BYTES_A_NODE;
    }

    /**
     * Counts manifests that are kept.
     *
     * @throws CommandException there is no room for them
     */
    void take(List<Manifest> manifests) {
        for (Manifest manifest : manifests) {
            if (nodes.addAndGet(count(manifest.root())) > maxNodes) {
                throw new CommandException(
                        CommandException.UNUSABLE,
                        "the manifests have more than " + maxNodes + " values, for which this process has no memory;"
                                + " validate the folders one by one, or give it more with -Xmx");
            }
        }
    }

    private static long count(Node node) {
        return switch (node) {
            case Node.Scalar _ -> 1;
            case Node.Sequence sequence -> {
                long count = 1;
                for (Node item : sequence.items()) {
                    count += count(item);
                }
                yield count;
            }
            case Node.Mapping mapping -> {
                long count = 1;
                for (Node.Entry entry : mapping.entries().values()) {
                    count += 1 + count(entry.value());
                }
                yield count;
            }
        };
    }
}
