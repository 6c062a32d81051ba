package dev.migrationgate.cli.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.cli.CommandException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    private Instant now = START;
    private final Deque<Object> connections = new ArrayDeque<>();
    private final List<String> opened = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private Duration silence = Duration.ofSeconds(45);

    @Test
    void aLostConnectionGoesOnAfterWhatWasSeenLast() throws Exception {
        connections.add(Stream.of("id: 1", "data: a", "", "id: 2", "data: half"));
        connections.add(Stream.of("id: 2", "data: b", "", "data: end", ""));

        assertThat(watch(Instant.MAX)).isEqualTo(7);

        assertThat(opened).containsExactly("", "1");
        assertThat(seen).containsExactly("connected", "a", "connected", "b", "end");
        assertThat(troubles).containsExactly("it ended the connection");
    }

    @Test
    void triesComeFurtherApartUntilSomethingCame() throws Exception {
        connections.add(Stream.of("id: 1", "data: a", ""));
        for (int i = 0; i < 7; i++) {
            connections.add(i % 2 == 0 ? new ConnectException("refused") : Stream.of());
        }
        connections.add(Stream.of(": nothing new"));
        connections.add(Stream.of("data: end", ""));

        watch(Instant.MAX);

        assertThat(pauses).hasSize(9);
        int[] most = {1, 2, 4, 8, 16, 30, 30, 30, 1};
        for (int i = 0; i < most.length; i++) {
            assertThat(pauses.get(i)).isBetween(Duration.ofMillis(500L * most[i]), Duration.ofSeconds(most[i]));
        }
        assertThat(opened).hasSize(10).last().isEqualTo("1");
        assertThat(troubles)
                .as("once for each loss")
                .containsExactly("it ended the connection", "it ended the connection");
    }

    @Test
    void aSilentConnectionIsTakenForDead() throws Exception {
        silence = Duration.ofMillis(50);
        BlockingQueue<String> never = new LinkedBlockingQueue<>();
        connections.add(Stream.generate(() -> taken(never)));
        for (int i = 0; i < 100; i++) {
            // On a busy machine this, too, may come too late.
            connections.add(Stream.of("data: end", ""));
        }

        assertThat(watch(Instant.MAX)).isEqualTo(7);

        assertThat(troubles).hasSize(1).first().asString().startsWith("nothing came for");
    }

    @Test
    void aLedgerThatIsNeverReachedIsNoLostConnection() {
        connections.add(new ConnectException("refused"));

        assertThatThrownBy(() -> watch(Instant.MAX)).isInstanceOf(ConnectException.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aRefusalForGoodEndsIt() {
        connections.add(Stream.of("data: a", ""));
        connections.add(new CommandException(2, "the token is gone"));

        assertThatThrownBy(() -> watch(Instant.MAX)).hasMessage("the token is gone");
    }

    @Test
    void itEndsWhenItsTimeIsOver() throws Exception {
        connections.add(Stream.of("data: a", ""));
        for (int i = 0; i < 20; i++) {
            connections.add(Stream.of());
        }

        assertThat(watch(START.plusSeconds(5))).isEqualTo(3);

        assertThat(now).isEqualTo(START.plusSeconds(5));
    }

    private int watch(Instant deadline) throws IOException, InterruptedException {
        Pause pause = length -> {
            pauses.add(length);
            now = now.plus(length);
        };
        var pace = new Pace(() -> now, pause, new Backoff(new Random(1)), silence);
        return new Watch(this::open, new Viewer(), pace, troubles::add).until(deadline);
    }

    @SuppressWarnings("unchecked")
    private Stream<String> open(Optional<String> lastEvent) throws IOException {
        opened.add(lastEvent.orElse(""));
        Object next = connections.remove();
        if (next instanceof IOException e) {
            throw e;
        }
        if (next instanceof RuntimeException e) {
            throw e;
        }
        return (Stream<String>) next;
    }

    private static String taken(BlockingQueue<String> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends at {@code end}. */
    private final class Viewer implements Watch.Viewer {
        @Override
        public OptionalInt connected() {
            seen.add("connected");
            return OptionalInt.empty();
        }

        @Override
        public OptionalInt event(EventParser.Event event) {
            seen.add(event.data());
            return event.data().equals("end") ? OptionalInt.of(7) : OptionalInt.empty();
        }
    }
}
