package dev.migrationgate.quickstart.demo;

import dev.migrationgate.quickstart.watch.SeenEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The events of each deployment so far. Safe for several threads. */
final class Timeline {
    private final List<SeenEvent> events = new ArrayList<>();

    /** Adds an event and wakes who waits. */
    synchronized void add(SeenEvent event) {
        events.add(event);
        notifyAll();
    }

    /** A deployment's events so far, in the order in which they came. */
    synchronized List<SeenEvent> of(String deploymentId) {
        return events.stream()
                .filter(event -> event.deploymentId().equals(Optional.of(deploymentId)))
                .toList();
    }

    /**
     * Waits until a deployment's events are as expected.
     *
     * @param pending told what is waited for, each time that it changes
     * @throws StepFailedException another event came, or the limit passed
     */
    synchronized void await(String deploymentId, Expectation expectation, Duration limit, Consumer<String> pending)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        String told = "";
        while (true) {
            Verdict verdict = judge(deploymentId, expectation);
            switch (verdict) {
                case Verdict.Met() -> {
                    return;
                }
                case Verdict.Broken(var expected, var seen) -> throw new StepFailedException(expected, seen);
                case Verdict.Pending(var next) -> {
                    if (!next.equals(told)) {
                        pending.accept(next);
                        told = next;
                    }
                    long leftMillis = Duration.ofNanos(end - System.nanoTime()).toMillis();
                    if (leftMillis <= 0) {
                        throw late(deploymentId, next, limit);
                    }
                    wait(leftMillis);
                }
            }
        }
    }

    /**
     * Checks a deployment once more, after its end.
     *
     * @throws StepFailedException it is not as expected any more
     */
    synchronized void confirm(String deploymentId, Expectation expectation) {
        if (judge(deploymentId, expectation) instanceof Verdict.Broken(var expected, var seen)) {
            throw new StepFailedException(expected, seen);
        }
    }

    private Verdict judge(String deploymentId, Expectation expectation) {
        return expectation.judge(of(deploymentId).stream().map(SeenEvent::label).toList());
    }

    private StepFailedException late(String deploymentId, String next, Duration limit) {
        String seen = String.join(
                ", ", of(deploymentId).stream().map(SeenEvent::label).toList());
        return new StepFailedException(
                next + " within " + limit.toSeconds() + " s", seen.isEmpty() ? "no event" : "only " + seen);
    }
}
