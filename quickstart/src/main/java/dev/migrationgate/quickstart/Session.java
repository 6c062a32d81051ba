package dev.migrationgate.quickstart;

import dev.migrationgate.quickstart.demo.StepFailedException;
import dev.migrationgate.quickstart.platform.PlatformException;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.screen.Span;
import dev.migrationgate.quickstart.stack.Part;
import dev.migrationgate.quickstart.stack.Stack;
import dev.migrationgate.quickstart.stack.StackLogs;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of everything: starts the stack and says so, does some work with it, and closes it however the work ends.
 *
 * @param options the stack's
 * @param screen where a person looks
 * @param startedNanos {@link System#nanoTime()} of the command's start
 */
record Session(StackOptions options, Screen screen, long startedNanos) {
    private static final Logger LOGGER = LoggerFactory.getLogger(Session.class);
    private static final int FAILED = 1;
    private static final int UNUSABLE = 2;
    /** As a shell reports a process that SIGINT ended. */
    private static final int INTERRUPTED = 130;

    /** What is done with the running stack. */
    interface Work {
        /** Does it; interrupted when a person asks to stop. */
        void with(Stack stack) throws InterruptedException;
    }

    /** Runs some work and gives the process's exit code. */
    int run(Work work) {
        StackLogs.into(options.logs());
        try (Stopping _ = new Stopping()) {
            return start(work);
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (PlatformException e) {
            return failed(UNUSABLE, String.valueOf(e.getMessage()), e);
        } catch (StepFailedException e) {
            return failed(FAILED, "this step did not come out as said" + System.lineSeparator() + e.getMessage(), e);
        } catch (RuntimeException e) {
            return failed(FAILED, e.toString(), e);
        }
    }

    private int start(Work work) throws InterruptedException {
        screen.line(screen.style().bold("Starting everything on this machine, state in " + options.state()));
        screen.waiting("starting Kafka, schema registry and PostgreSQL");
        try (Stack stack = Stack.start(options, this::started)) {
            screen.settled();
            screen.line("ready after " + Span.of(Duration.ofNanos(System.nanoTime() - startedNanos)));
            try {
                work.with(stack);
                return 0;
            } finally {
                // Closing waits for threads and processes; a second look at the interrupt would cut that short.
                Thread.interrupted();
                screen.line("");
                screen.waiting("stopping");
            }
        } finally {
            screen.settled();
        }
    }

    private void started(Part part) {
        screen.line("  %-18s %-40s %s"
                .formatted(part.name(), part.address(), screen.style().dim(Span.of(part.took()))));
        screen.waiting("starting");
    }

    private int failed(int exitCode, String message, RuntimeException cause) {
        LOGGER.atError().setCause(cause).log("ended with a failure");
        screen.settled();
        screen.line(screen.style().red("✗ " + message));
        screen.line("  logs: " + options.logs());
        return exitCode;
    }
}
