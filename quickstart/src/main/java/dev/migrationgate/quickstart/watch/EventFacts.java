package dev.migrationgate.quickstart.watch;

import dev.migrationgate.events.CommandRefused;
import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.ManifestAccepted;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployFailed;
import dev.migrationgate.events.ServiceDeployed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Says in a few words what each kind of event tells. */
final class EventFacts {

    private EventFacts() {}

    /** An event with what a person wants to know of it. */
    static SeenEvent of(Instant time, SpecificRecord value) {
        return switch (value) {
            case DeploymentRequested event -> requested(time, event);
            case MigrationStarted event -> started(time, event);
            case MigrationSucceeded event -> succeeded(time, event);
            case MigrationFailed event -> failed(time, event);
            case ServiceDeployed event -> deployed(time, event);
            case ServiceDeployFailed event -> deployFailed(time, event);
            case DeploymentCancelled event ->
                about(time, event, event.getDeploymentId(), event.getApplicationId(), "by " + event.getActor());
            case DeploymentSuperseded event ->
                about(time, event, event.getDeploymentId(), event.getApplicationId(), event.getReason());
            case LaneQuarantined event ->
                about(time, event, event.getDeploymentId(), event.getLaneId(), event.getReason());
            case LaneReleased event ->
                about(time, event, event.getDeploymentId(), event.getLaneId(), "by " + event.getActor());
            case DeploymentCommand event ->
                about(time, event, event.getDeploymentId(), event.getLaneId(), kind(event) + " by " + event.getActor());
            case CommandRefused event ->
                about(time, event, event.getDeploymentId(), event.getLaneId(), event.getReason());
            case ManifestAccepted event -> manifest(time, event);
            // Avro's classes are not sealed; an event that is added later is shown by its name until it gets words.
            default -> seen(time, value, Optional.empty(), Optional.empty(), "", List.of());
        };
    }

    private static String kind(DeploymentCommand event) {
        return event.getOtherKind()
                .map(Enum::name)
                .orElseGet(() -> event.getKind().name());
    }

    private static SeenEvent requested(Instant time, DeploymentRequested event) {
        String migration = event.getMigration().isPresent() ? "migration wanted" : "no migration";
        return seen(
                time,
                event,
                Optional.empty(),
                Optional.of(event.getDeploymentId()),
                subject(event.getApplicationId(), event.getVersion()),
                List.of(migration));
    }

    private static SeenEvent started(Instant time, MigrationStarted event) {
        return seen(
                time,
                event,
                Optional.empty(),
                Optional.of(event.getDeploymentId()),
                subject(event.getApplicationId(), event.getVersion()),
                List.of("execution " + last(event.getExecution())));
    }

    private static SeenEvent succeeded(Instant time, MigrationSucceeded event) {
        DeploymentRequested request = event.getRequest();
        return seen(
                time,
                event,
                Optional.of(event.getOutcome().name()),
                Optional.of(request.getDeploymentId()),
                subject(request.getApplicationId(), request.getVersion()),
                Stream.concat(
                                event.getEvidence().flatMap(EventFacts::ran).stream(),
                                event.getDatabaseWarnings().stream())
                        .toList());
    }

    private static SeenEvent failed(Instant time, MigrationFailed event) {
        List<String> facts = Stream.of(
                        event.getExitCode().map(code -> "exit code " + code),
                        event.getSignal().map(signal -> "signal " + signal),
                        event.getEvidence().flatMap(EventFacts::ran),
                        event.getExitCode().isPresent() ? Optional.<String>empty() : Optional.of(event.getMessage()))
                .flatMap(Optional::stream)
                .toList();
        return new SeenEvent(
                time,
                "MigrationFailed",
                Optional.of(event.getReason()),
                Optional.of(event.getDeploymentId()),
                subject(event.getApplicationId(), event.getVersion()),
                facts,
                event.getLogExcerpt(),
                event);
    }

    private static SeenEvent deployed(Instant time, ServiceDeployed event) {
        return seen(
                time,
                event,
                Optional.empty(),
                Optional.of(event.getDeploymentId()),
                subject(event.getApplicationId(), event.getVersion()),
                List.of("revision " + last(event.getRevision()), event.getUri()));
    }

    private static SeenEvent deployFailed(Instant time, ServiceDeployFailed event) {
        return seen(
                time,
                event,
                Optional.of(event.getReason()),
                Optional.of(event.getDeploymentId()),
                subject(event.getApplicationId(), event.getVersion()),
                List.of(event.getMessage()));
    }

    private static SeenEvent manifest(Instant time, ManifestAccepted event) {
        String subject = event.getKind() + " " + last(event.getManifestId());
        return seen(time, event, Optional.empty(), Optional.empty(), subject, List.of());
    }

    private static SeenEvent about(Instant time, SpecificRecord event, String deployment, String subject, String fact) {
        return seen(time, event, Optional.empty(), Optional.of(deployment), last(subject), List.of(fact));
    }

    private static SeenEvent seen(
            Instant time,
            SpecificRecord value,
            Optional<String> verdict,
            Optional<String> deployment,
            String subject,
            List<String> facts) {
        String name = value.getSchema().getName();
        return new SeenEvent(time, name, verdict, deployment, subject, facts, List.of(), value);
    }

    private static Optional<String> ran(ExecutionEvidence evidence) {
        return evidence.getStartedAt()
                .flatMap(start -> evidence.getCompletedAt().map(end -> Duration.between(start, end)))
                .map(time -> "ran " + time.toMillis() + " ms");
    }

    private static String subject(String applicationId, String version) {
        return last(applicationId) + " " + version;
    }

    /** The last part of a resource name or id. */
    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
