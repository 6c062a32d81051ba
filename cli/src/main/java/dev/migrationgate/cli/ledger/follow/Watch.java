package dev.migrationgate.cli.ledger.follow;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.ledger.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Follows the ledger's stream over as many connections as it takes. For one use, by one thread. */
final class Watch {
    private final Stream stream;
    private final Viewer viewer;
    private final Pace pace;
    private final Consumer<String> trouble;
    private final EventParser parser = new EventParser();
    private boolean reached;
    private boolean troubled;

    /** Opens a connection to the ledger. */
    interface Stream {
        /**
         * Goes on after the event that was seen last, or begins with what happens now.
         *
         * @throws IOException the ledger is out of reach, or cannot answer now
         */
        java.util.stream.Stream<String> open(Optional<String> lastEvent) throws IOException, InterruptedException;
    }

    /** Sees what comes. */
    interface Viewer {
        /**
         * A connection was opened; what happened before may have been missed.
         *
         * @return the exit code to end with; empty: to go on
         * @throws IOException the ledger is out of reach again
         */
        OptionalInt connected() throws IOException, InterruptedException;

        /**
         * Something happened.
         *
         * @return the exit code to end with; empty: to go on
         */
        OptionalInt event(EventParser.Event event);
    }

    /**
     * Follows nothing yet.
     *
     * @param trouble is told, once until something comes again, that a connection is lost
     */
    Watch(Stream stream, Viewer viewer, Pace pace, Consumer<String> trouble) {
        this.stream = stream;
        this.viewer = viewer;
        this.pace = pace;
        this.trouble = trouble;
    }

    /**
     * Follows it until the viewer wants no more, or until a time.
     *
     * @return the exit code
     * @throws IOException the ledger was not reached even once
     * @throws CommandException it refuses, for good
     */
    int until(Instant deadline) throws IOException, InterruptedException {
        while (true) {
            OptionalInt exit = connection(deadline);
            if (exit.isPresent()) {
                return exit.getAsInt();
            }
            Duration left = Duration.between(pace.clock().instant(), deadline);
            if (!left.isPositive()) {
                return Outcome.TIMED_OUT;
            }
            Duration wait = pace.backoff().next();
            pace.pause().pause(left.compareTo(wait) < 0 ? left : wait);
        }
    }

    private OptionalInt connection(Instant deadline) throws IOException, InterruptedException {
        parser.restart();
        try (var connection = new Connection(stream.open(parser.lastId()))) {
            OptionalInt exit = viewer.connected();
            reached = true;
            return exit.isPresent() ? exit : read(connection, deadline);
        } catch (IOException e) {
            if (!reached) {
                throw e;
            }
            lost(String.valueOf(e.getMessage() == null ? e : e.getMessage()));
            return OptionalInt.empty();
        }
    }

    private OptionalInt read(Connection connection, Instant deadline) throws InterruptedException {
        while (true) {
            Duration left = Duration.between(pace.clock().instant(), deadline);
            if (!left.isPositive()) {
                return OptionalInt.of(Outcome.TIMED_OUT);
            }
            boolean last = left.compareTo(pace.silence()) < 0;
            switch (connection.next(last ? left : pace.silence())) {
                case Connection.Received.Line(var text) -> {
                    pace.backoff().reset();
                    troubled = false;
                    OptionalInt exit = parser.line(text).map(viewer::event).orElse(OptionalInt.empty());
                    if (exit.isPresent()) {
                        return exit;
                    }
                }
                case Connection.Received.Silence() -> {
                    if (!last) {
                        lost("nothing came for " + pace.silence().toSeconds() + " s");
                        return OptionalInt.empty();
                    }
                }
                case Connection.Received.Ended() -> {
                    lost("it ended the connection");
                    return OptionalInt.empty();
                }
            }
        }
    }

    private void lost(String why) {
        if (!troubled) {
            troubled = true;
            trouble.accept(why);
        }
    }
}
