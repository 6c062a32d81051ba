package dev.migrationgate.repository;

import dev.migrationgate.manifests.model.Reading;
import java.util.LinkedHashMap;
import java.util.Optional;

/** What files held when they were read, as long as there is room; those that were asked for last stay longest. For several threads. */
final class ParsedFiles {
    /** What a file without any manifest costs nevertheless. */
    private static final int OVERHEAD = 256;

    private record Name(String path, String content) {}

    /**
     * What a file held.
     *
     * @param reading its manifests
     * @param fileBytes the file's size
     */
    record Parsed(Reading reading, long fileBytes) {
        long costBytes() {
            return OVERHEAD + (reading.manifests().isEmpty() ? 0 : fileBytes);
        }
    }

    private final long limit;
    private final LinkedHashMap<Name, Parsed> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long held;

    ParsedFiles(long limitBytes) {
        this.limit = limitBytes;
    }

    synchronized Optional<Parsed> get(String path, String content) {
        return Optional.ofNullable(entries.get(new Name(path, content)));
    }

    synchronized void put(String path, String content, Parsed file) {
        Optional.ofNullable(entries.put(new Name(path, content), file)).ifPresent(old -> held -= old.costBytes());
        held += file.costBytes();
        var eldest = entries.entrySet().iterator();
        while (held > limit && eldest.hasNext()) {
            held -= eldest.next().getValue().costBytes();
            eldest.remove();
        }
    }

    synchronized long heldBytes() {
        return held;
    }
}
