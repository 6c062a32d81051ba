package dev.migrationgate.cli.ledger.follow;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines that come when they come, for a reader that does not want to wait for ever. Close ends the connection. */
final class Connection implements AutoCloseable {
    private static final int BOUND = 1_000;

    private final BlockingQueue<Received> queue = new ArrayBlockingQueue<>(BOUND);
    private final Stream<String> lines;
    private final Thread reader;

    /** What came. */
    sealed interface Received {
        /** A line. */
        record Line(String text) implements Received {}

        /** The other side is gone. */
        record Ended() implements Received {}

        /** Nothing, for as long as was waited. */
        record Silence() implements Received {}
    }

    /** Begins to read. */
    Connection(Stream<String> lines) {
        this.lines = lines;
        this.reader = Thread.ofVirtual().name("stream").start(this::read);
    }

    /** The next line, or why there is none. */
    Received next(Duration limit) throws InterruptedException {
        @Nullable Received next = queue.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        return next == null ? new Received.Silence() : next;
    }

    @Override
    public void close() {
        reader.interrupt();
        lines.close();
    }

    private void read() {
        try {
            lines.forEach(line -> put(new Received.Line(line)));
        } catch (UncheckedIOException | IllegalStateException _) {
            // Broken off, or closed before it was begun: for the reader both are an end.
        }
        put(new Received.Ended());
    }

    /** After a close nobody reads any more; the flag ends the reading of lines as well. */
    private void put(Received received) {
        try {
            queue.put(received);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
