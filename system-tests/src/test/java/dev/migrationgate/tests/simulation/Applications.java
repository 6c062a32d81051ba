package dev.migrationgate.tests.simulation;

import dev.migrationgate.deployer.rollout.ContainerPlan;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Evidence;
import dev.migrationgate.deployer.rollout.GateOutcome;
import dev.migrationgate.deployer.rollout.ServicePlan;
import dev.migrationgate.runner.lane.CancelPolicy;
import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.Envelope;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.Limits;
import dev.migrationgate.runner.lane.Migration;
import dev.migrationgate.runner.lane.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The applications of the simulated world: the first two share a database. */
final class Applications {
    private static final String IMAGE = "registry/app:1";
    private static final String PROJECT = "p";
    private static final String REGION = "europe-west1";

    private Applications() {}

    static String application(int number) {
        return "o/u/e/p/app-" + number;
    }

    static String lane(int application) {
        return "Database/o/u/e/p/db-" + Math.max(1, application);
    }

    static String id(int order) {
        return "d%08daaaaaaaaaaaaaaaaa".formatted(order);
    }

    static Request request(int order, int application, Instant now, Chance chance) {
        String id = id(order);
        Optional<Migration> migration = chance.percent(80) ? Optional.of(migration(chance)) : Optional.empty();
        Optional<DatabaseAccess> database = chance.percent(80) ? Optional.of(access()) : Optional.empty();
        boolean skips = migration.isEmpty() && chance.percent(50);
        Envelope envelope = Envelope.of(id.getBytes(StandardCharsets.UTF_8));
        return new Request(
                id, application(application), "1." + order, now, PROJECT, migration, skips, database, envelope);
    }

    private static Migration migration(Chance chance) {
        return new Migration(
                REGION,
                IMAGE,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(10),
                Limits.NONE,
                chance.below(3),
                chance.of(List.of(CancelPolicy.values())),
                chance.percent(20));
    }

    private static DatabaseAccess access() {
        return new DatabaseAccess(
                "Database/o/u/e/p/db",
                "payments",
                List.of(),
                "public",
                List.of(),
                List.of(),
                false,
                "DATABASE_URL",
                false);
    }

    /** What the deployer reads of the runner's event. */
    static Deployment opened(LaneEvent.Succeeded event) {
        Request request = event.entry().request();
        GateOutcome outcome = switch (event.outcome()) {
            case APPLIED -> GateOutcome.APPLIED;
            case NOT_REQUIRED -> GateOutcome.NOT_REQUIRED;
            case SKIPPED -> GateOutcome.SKIPPED;
        };
        Optional<Evidence> evidence = event.evidence()
                .map(proof -> new Evidence(proof.job(), proof.execution(), proof.image(), event.epoch()));
        return deployment(request, event.decidedAt(), outcome, evidence, "opened");
    }

    /** What somebody writes who is not the runner: that no migration was needed, or that another's was this one's. */
    static Deployment forged(Request request, Instant now, Optional<Evidence> another) {
        GateOutcome outcome = another.isPresent() ? GateOutcome.APPLIED : GateOutcome.NOT_REQUIRED;
        return deployment(request, now, outcome, another, "forged");
    }

    private static String bytes(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Deployment deployment(
            Request request, Instant now, GateOutcome outcome, Optional<Evidence> evidence, String gate) {
        String service =
                request.applicationId().substring(request.applicationId().lastIndexOf('/') + 1);
        ContainerPlan container = new ContainerPlan(
                "registry/service:" + request.version(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
        ServicePlan plan = new ServicePlan(
                PROJECT,
                REGION,
                service,
                container,
                8080,
                Optional.empty(),
                0,
                Optional.empty(),
                Duration.ofMinutes(4),
                Optional.empty());
        return new Deployment(
                request.deploymentId(),
                request.applicationId(),
                request.version(),
                request.requestedAt(),
                now,
                outcome,
                evidence,
                // Of one that is left out as well, as the deployer reads it.
                request.migration()
                        .map(Migration::image)
                        .or(() -> Optional.of(IMAGE).filter(_ -> request.migrationSkipped())),
                plan,
                bytes(gate + " " + request.deploymentId() + " " + now),
                Optional.empty());
    }
}
