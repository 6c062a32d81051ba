package dev.migrationgate.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long LIMIT_NANOS = LIMIT.toNanos();

    @Test
    void whatIsNotDoneInTimeFailsAndNothingElse() {
        var late = new CompletableFuture<Void>();
        var done = CompletableFuture.<Void>completedFuture(null);
        try (var deadlines = new Deadlines(LIMIT)) {
            deadlines.watch(late);
            deadlines.watch(done);
            long watched = System.nanoTime();

            deadlines.look(watched);
            assertThat(late).isNotDone();

            deadlines.look(watched + LIMIT_NANOS);
            assertThat(late).isCompletedExceptionally();
            assertThat(done).isCompleted();
        }
    }

    @Test
    void oneThatTakesLongKeepsNobodyFromBeingSeen() {
        var first = new CompletableFuture<Void>();
        var second = new CompletableFuture<Void>();
        var third = new CompletableFuture<Void>();
        try (var deadlines = new Deadlines(LIMIT)) {
            deadlines.watch(first);
            deadlines.watch(second);
            second.complete(null);
            deadlines.watch(third);

            deadlines.look(System.nanoTime() + LIMIT_NANOS);

            assertThat(first).isCompletedExceptionally();
            assertThat(third).isCompletedExceptionally();
        }
    }

    @Test
    void whatIsNotDoneWhenItClosesOrComesLaterFailsAtOnce() {
        var before = new CompletableFuture<Void>();
        var after = new CompletableFuture<Void>();
        var deadlines = new Deadlines(LIMIT);
        deadlines.watch(before);

        deadlines.close();
        deadlines.watch(after);

        assertThat(before).isCompletedExceptionally();
        assertThat(after).isCompletedExceptionally();
    }

    @Test
    void itLooksByItself() {
        var late = new CompletableFuture<Void>();
        try (var deadlines = new Deadlines(Duration.ofMillis(1))) {
            deadlines.watch(late);

            assertThatThrownBy(() -> late.get(1, TimeUnit.MINUTES))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }
}
