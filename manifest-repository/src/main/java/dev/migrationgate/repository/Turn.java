package dev.migrationgate.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The right to change a mirror, which one process and thread has at a time. The operating system takes it from a process
 * that dies.
 */
final class Turn implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final FileChannel channel;
    private final FileLock lock;

    private Turn(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Waits for it.
     *
     * @param file a file that all who use the mirror share
     * @return empty: others had it all the time
     */
    static Optional<Turn> take(Path file, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            Optional<FileLock> lock = attempt(channel);
            while (lock.isEmpty() && System.nanoTime() - end < 0) {
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                lock = attempt(channel);
            }
            if (lock.isPresent()) {
                return Optional.of(new Turn(channel, lock.get()));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Optional<FileLock> attempt(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            // Another thread of this process has it.
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        }
    }
}
