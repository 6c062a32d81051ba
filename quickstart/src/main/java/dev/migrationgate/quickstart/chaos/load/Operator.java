package dev.migrationgate.quickstart.chaos.load;

import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The person who watches: releases quarantined lanes that no evidence released, tries some failed migrations again, cancels some deployments. What is
 * decided about a deployment depends on its id alone.
 */
public final class Operator implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Operator.class);
    private static final int RETRIED_OF = 3;
    private static final int NOT_FOUND = 404;
    /** Evidence comes first where there is some: longer than executions are hidden, and than a runner's pause between two looks. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final IngestClient ingest;
    private final Progress progress;
    private final Quarantines quarantines = new Quarantines();
    private final Tries tries = new Tries();
    private final AtomicInteger commands = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A person who talks to the ingest at an address. */
    public Operator(URI ingest, Progress progress) {
        this.ingest = new IngestClient(ingest);
        this.progress = progress;
    }

    /** Acts on an event where it calls for a person. */
    public void sees(SeenEvent event) {
        quarantines.sees(event);
        switch (event.value()) {
            case LaneQuarantined held -> threads.execute(() -> releaseLater(held));
            case MigrationFailed failed
            when failed.getAttempt() == 1 && failed.getDeploymentId().hashCode() % RETRIED_OF == 0 ->
                retry(failed.getDeploymentId());
            default -> {}
        }
    }

    private void releaseLater(LaneQuarantined held) {
        try {
            Thread.sleep(PATIENCE);
            if (quarantines.holds(held)) {
                release(held.getDeploymentId(), held.getAttempt());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void release(String deployment, int attempt) {
        String verdict = deployment.hashCode() % 2 == 0 ? "failed" : "succeeded";
        send(
                deployment,
                Map.of("command", "release", "verdict", verdict, "actor", "chaos", "reason", "looked at the database"),
                "release-" + deployment + "-" + attempt);
    }

    private void retry(String deployment) {
        progress.asked();
        send(
                deployment,
                Map.of("command", "retry", "actor", "chaos", "reason", "the cause is gone"),
                "retry-" + deployment);
    }

    void cancel(String deployment) {
        send(
                deployment,
                Map.of("command", "cancel", "actor", "chaos", "reason", "changed my mind"),
                "cancel-" + deployment);
    }

    private void send(String deployment, Map<String, String> wish, String key) {
        commands.incrementAndGet();
        threads.execute(() -> {
            try {
                tries.untilAnswered(() -> {
                    Optional<Answer.Refused> refused = ingest.command(deployment, wish, key);
                    refused.ifPresent(answer -> LOGGER.atWarn()
                            .addKeyValue("wish", wish)
                            .addKeyValue("answer", answer)
                            .log("command refused"));
                    // Ingest knows a deployment a moment after it accepted it.
                    boolean wait = refused.filter(answer -> answer.status() >= 500 || answer.status() == NOT_FOUND)
                            .isPresent();
                    return wait ? Optional.empty() : Optional.of(deployment);
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** How many commands were given. */
    public int commands() {
        return commands.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        ingest.close();
    }
}
