package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.Task;
import dev.migrationgate.emulator.backend.Container;
import dev.migrationgate.emulator.backend.Ending;
import dev.migrationgate.emulator.backend.Shutdown;
import dev.migrationgate.emulator.log.LogTarget;
import dev.migrationgate.emulator.log.OutputTail;
import dev.migrationgate.emulator.log.SystemLines;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows one running container to its end: its output, its time limit, a wish to cancel it. Used by one thread. */
final class AttemptWatch {
    private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);
    /** Containers that run for minutes are looked at seldom: there may be thousands of them. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
    /** The pause between two looks is the container's age divided by this. */
    private static final int AGE_SHARE = 50;

    private final Container container;
    private final LogTarget logs;
    private final JobEnvironment environment;
    private final List<OutputTail> outputs;
    private final Instant started;
    private final Instant timeoutAt;
    private final Duration grace;
    private final long timeoutSeconds;
    private @Nullable Shutdown shutdown;
    private boolean cancelled;
    private boolean timedOut;

    AttemptWatch(Container container, Task task, LogTarget logs, JobEnvironment environment) {
        this.container = container;
        this.timeoutSeconds = task.getTimeout().getSeconds();
        this.started = container.startedAt();
        this.timeoutAt = started.plusSeconds(timeoutSeconds);
        this.grace = environment.grace();
        this.logs = logs;
        this.environment = environment;
        this.outputs = List.of(
                OutputTail.open(container.folder(), "stdout", logs, environment.logs(), environment.clock()),
                OutputTail.open(container.folder(), "stderr", logs, environment.logs(), environment.clock()));
    }

    /** What others want of the container, asked again and again. */
    enum Wish {
        /** Let it run. */
        RUN,
        /** Stop it, but with its grace period. */
        CANCEL,
        /** Its execution is gone, so stop it and forget it. */
        DELETE,
        /** Leave it alone; a later emulator watches on. */
        LEAVE
    }

    /** Asks for a wish. */
    @FunctionalInterface
    interface Wishes {
        Wish current();
    }

    /** Blocks until the container ended or is left alone. */
    AttemptEnd toEnd(Wishes wishes) throws InterruptedException {
        while (true) {
            Optional<Ending> ending = container.ending();
            if (ending.isPresent()) {
                outputs.forEach(OutputTail::finish);
                if (ending.get() instanceof Ending.Exited exited) {
                    SystemLines.exited(exited.code(), logs, environment.logs(), environment.clock());
                }
                return verdict(ending.get(), wishes.current());
            }
            outputs.forEach(OutputTail::advance);
            Wish wish = wishes.current();
            if (wish == Wish.LEAVE) {
                return new AttemptEnd.Abandoned();
            }
            stopIfNeeded(wish);
            Thread.sleep(pause());
        }
    }

    private Duration pause() {
        Duration share = Duration.between(started, Instant.now()).dividedBy(AGE_SHARE);
        if (share.compareTo(SHORTEST_LOOK) < 0 || shutdown != null) {
            return SHORTEST_LOOK;
        }
        return share.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : share;
    }

    private void stopIfNeeded(Wish wish) {
        Shutdown begun = shutdown;
        if (begun != null) {
            begun.insist();
        } else if (wish != Wish.RUN) {
            cancelled = true;
            shutdown = Shutdown.begin(container, grace);
        } else if (Instant.now().isAfter(timeoutAt)) {
            timedOut = true;
            shutdown = Shutdown.begin(container, grace);
        }
    }

    private AttemptEnd verdict(Ending ending, Wish wish) {
        if (wish == Wish.DELETE) {
            return new AttemptEnd.Abandoned();
        }
        if (cancelled) {
            return new AttemptEnd.Cancelled();
        }
        int code = ending instanceof Ending.Exited exited ? exited.code() : 0;
        int signal = ending instanceof Ending.Killed killed ? killed.signal() : 0;
        if (timedOut) {
            return new AttemptEnd.Failed(
                    "The configured timeout was reached: %d seconds.".formatted(timeoutSeconds), code, signal);
        }
        return switch (ending) {
            case Ending.Exited exited when exited.code() == 0 -> new AttemptEnd.Succeeded();
            case Ending.Exited exited ->
                new AttemptEnd.Failed("The container exited with an error. Exit code: " + code + ".", code, 0);
            case Ending.Killed killed ->
                new AttemptEnd.Failed("The container was terminated by signal " + signal + ".", 0, signal);
            case Ending.OutOfMemory _ -> new AttemptEnd.Failed("The memory limit was exceeded.", 0, 9);
            case Ending.Vanished vanished ->
                new AttemptEnd.Failed("The container disappeared; its exit code is not known.", 0, 0);
        };
    }
}
