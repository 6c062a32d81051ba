package dev.migrationgate.ingest.build;

import dev.migrationgate.manifests.finding.Finding;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What happens to a message whichever way it came: it is decided about, put aside if nobody can read it, logged and counted in
 * {@code ingest.builds} by outcome. Safe for several threads.
 */
public final class BuildInbox {
    private static final Logger LOGGER = LoggerFactory.getLogger(BuildInbox.class);

    /** How many findings of accepted manifests are logged for a message; the metric counts the message. */
    private static final int MOST_FINDINGS = 20;

    private static final List<String> OUTCOMES =
            List.of("accepted", "repeated", "ignored", "invalid", "unreadable", "unavailable", "failed");

    private final BuildIntake intake;
    private final BuildLetters letters;
    private final MeterRegistry metrics;

    /**
     * Puts one together.
     *
     * @param letters takes what nobody can read
     */
    public BuildInbox(BuildIntake intake, BuildLetters letters, MeterRegistry metrics) {
        this.intake = intake;
        this.letters = letters;
        this.metrics = metrics;
        // There before the first of them: who watches a counter sees it rise only from a value that was there.
        OUTCOMES.forEach(this::counter);
    }

    /**
     * Takes a message in. Deciding is work for a processor, so call it from a thread that may be busy.
     *
     * @return whether we are done with it, because Kafka has what it asks for or it asks for nothing; if not, the same message has to
     *     come again. Never fails
     */
    public CompletableFuture<Boolean> take(BuildMessage message) {
        CompletableFuture<Handled> handled;
        try {
            handled = intake.handle(message);
        } catch (RuntimeException e) {
            handled = CompletableFuture.failedFuture(e);
        }
        return handled.thenCompose(outcome -> settle(message, outcome)).exceptionally(failure -> {
            LOGGER.atError()
                    .addKeyValue("messageId", message.id())
                    .addKeyValue("source", message.source())
                    .setCause(failure)
                    .log("a build failed for a reason of our own");
            count("failed");
            return false;
        });
    }

    /** Puts a message aside that is not even one; the result is as for {@link #take}. */
    public CompletableFuture<Boolean> unreadable(BuildMessage message, String reason) {
        return settle(message, new Handled.Poison(reason));
    }

    private CompletableFuture<Boolean> settle(BuildMessage message, Handled outcome) {
        return switch (outcome) {
            case Handled.Deployed deployed -> {
                log(message, deployed.findings());
                log(message)
                        .addKeyValue("deployments", deployed.deployments().size())
                        .addKeyValue("repeated", deployed.repeated())
                        .log("a build is accepted");
                yield done(deployed.repeated() ? "repeated" : "accepted", true);
            }
            case Handled.Ignored ignored -> {
                LOGGER.atDebug()
                        .addKeyValue("messageId", message.id())
                        .addKeyValue("reason", ignored.reason())
                        .log("a build is ignored");
                yield done("ignored", true);
            }
            case Handled.Invalid invalid -> {
                log(message, invalid.findings());
                yield done("invalid", true);
            }
            case Handled.Poison poison -> putAside(message, poison.reason());
            case Handled.Unavailable unavailable -> {
                warn(message, unavailable.reason()).log("a build cannot be kept now and has to come again");
                yield done("unavailable", false);
            }
        };
    }

    private CompletableFuture<Boolean> putAside(BuildMessage message, String reason) {
        return letters.putAside(message, reason).handle((_, failure) -> {
            if (failure == null) {
                warn(message, reason).log("a build's message cannot be read and is put aside");
                count("unreadable");
            } else {
                warn(message, String.valueOf(failure.getMessage()))
                        .log("a letter could not be written; it comes again");
                count("unavailable");
            }
            return failure == null;
        });
    }

    private static void log(BuildMessage message, List<Finding> findings) {
        findings.stream()
                .filter(Finding::isError)
                .limit(MOST_FINDINGS)
                .forEach(finding -> log(message)
                        .addKeyValue("code", finding.code().code())
                        .addKeyValue("file", finding.file())
                        .addKeyValue("path", finding.path())
                        .addKeyValue("reason", finding.message())
                        .log("a build is not deployed: the accepted manifests are wrong"));
    }

    private static LoggingEventBuilder log(BuildMessage message) {
        return LOGGER.atInfo().addKeyValue("messageId", message.id()).addKeyValue("source", message.source());
    }

    private static LoggingEventBuilder warn(BuildMessage message, String reason) {
        return LOGGER.atWarn()
                .addKeyValue("messageId", message.id())
                .addKeyValue("source", message.source())
                .addKeyValue("reason", reason);
    }

    private CompletableFuture<Boolean> done(String outcome, boolean done) {
        count(outcome);
        return CompletableFuture.completedFuture(done);
    }

    private void count(String outcome) {
        counter(outcome).increment();
    }

    private Counter counter(String outcome) {
        return metrics.counter("ingest.builds", "outcome", outcome);
    }
}
