package dev.migrationgate.quickstart.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which one platform keeps everything. A file lock, which the kernel releases however the process ends, keeps
 * a second platform out.
 */
final class StateDirectory implements AutoCloseable {
    private static final String OWNER = "owner";

    private final Path root;
    private final FileChannel lockChannel;

    private StateDirectory(Path root, FileChannel lockChannel) {
        this.root = root;
        this.lockChannel = lockChannel;
    }

    /**
     * Takes the directory and ends what an earlier platform, killed before it could tidy up, left running.
     *
     * @param root the directory; created if absent
     * @return the directory, to be closed
     * @throws PlatformException if another platform uses it or it cannot be written
     */
    static StateDirectory open(Path root) {
        try {
            Files.createDirectories(root);
            var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new PlatformException(inUse(root));
            }
            Files.writeString(
                    root.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
            var state = new StateDirectory(root, channel);
            state.endLeftovers();
            return state;
        } catch (IOException e) {
            throw new PlatformException("The state directory " + root + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this same process holds it
        }
    }

    private static String inUse(Path root) throws IOException {
        Path owner = root.resolve(OWNER);
        String who = Files.exists(owner) ? "process " + Files.readString(owner).strip() : "another process";
        return "The state directory " + root + " is in use by " + who
                + ". End that one first, or choose another directory.";
    }

    /** The folder of one part; created if absent. */
    Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the process with this name is remembered. */
    Path recordOf(String name) {
        return folder("processes").resolve(name);
    }

    /** Ends every process that is remembered, then gives the directory up. */
    static void endAllOf(StateDirectory state) {
        try (state) {
            state.endLeftovers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endLeftovers() throws IOException {
        List<Path> records;
        try (Stream<Path> files = Files.list(folder("processes"))) {
            records = files.toList();
        }
        for (Path record : records) {
            ProcessRecord.parse(Files.readString(record))
                    .flatMap(ProcessRecord::running)
                    .ifPresent(ChildProcess::endTree);
            Files.delete(record);
        }
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
