package dev.migrationgate.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what a service depends on, again and again, whether it answers, so that readiness says what is away, idle or not. One small
 * question each every 5 s, or every second while it is away. The service's own work does not look here: it waits and goes on by
 * itself. Safe for several threads once started.
 */
public final class Dependencies implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Dependencies.class);

    private final Duration pause;
    private final Duration again;
    private final Clock clock;
    private final List<Watched> watched = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Asks at the usual pace. */
    public Dependencies(Clock clock) {
        this(Duration.ofSeconds(5), Duration.ofSeconds(1), clock);
    }

    /**
     * Asks at another pace.
     *
     * @param pause while it answers
     * @param again while it does not
     */
    Dependencies(Duration pause, Duration again, Clock clock) {
        this.pause = pause;
        this.again = again;
        this.clock = clock;
    }

    /** Adds a dependency, for example {@code schema registry}. Called only before {@link #start}. */
    public Dependencies with(String name, Question question) {
        watched.add(new Watched(name, question, false));
        return this;
    }

    /** The same for one that the service does its work without: it is shown, and the service is ready all the same. */
    public Dependencies aside(String name, Question question) {
        watched.add(new Watched(name, question, true));
        return this;
    }

    /** Starts to ask, and adds each dependency to what readiness tells. */
    public Dependencies start(Readiness readiness) {
        for (Watched each : watched) {
            if (each.aside) {
                readiness.aside(each.name, () -> each.problem);
            } else {
                readiness.with(each.name, () -> each.problem);
            }
            threads.add(Thread.ofVirtual().name("asks " + each.name).start(() -> ask(each)));
        }
        return this;
    }

    private void ask(Watched dependency) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                askOnce(dependency);
                Thread.sleep(dependency.problem.isPresent() ? again : pause);
            }
        } catch (InterruptedException _) {
            // Closed: nobody waits for the end of this thread's work.
            Thread.currentThread().interrupt();
        }
    }

    private void askOnce(Watched dependency) throws InterruptedException {
        try {
            dependency.question.ask();
            if (dependency.problem.isPresent()) {
                dependency.problem = Optional.empty();
                LOGGER.atInfo().addKeyValue("dependency", dependency.name).log("answers again");
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (dependency.problem.isEmpty()) {
                Instant now = clock.instant();
                dependency.problem = Optional.of("does not answer since " + now + ": " + e.getMessage());
                LOGGER.atWarn()
                        .addKeyValue("dependency", dependency.name)
                        .addKeyValue("reason", String.valueOf(e.getMessage()))
                        .log("does not answer");
            }
        }
    }

    /** Asks no more. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    /** A small question, whose answer does not matter. */
    @FunctionalInterface
    public interface Question {
        /**
         * Asks; has an end of its own where nobody answers.
         *
         * @throws Exception there was no answer; the message is shown and logged, so it holds no secret
         */
        void ask() throws Exception;
    }

    private static final class Watched {
        private final String name;
        private final Question question;
        private final boolean aside;
        private volatile Optional<String> problem = Optional.empty();

        Watched(String name, Question question, boolean aside) {
            this.aside = aside;
            this.name = name;
            this.question = question;
        }
    }
}
