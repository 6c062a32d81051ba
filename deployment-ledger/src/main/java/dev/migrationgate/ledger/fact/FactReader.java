package dev.migrationgate.ledger.fact;

import dev.migrationgate.events.CommandRefused;
import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceDeployFailed;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.ServiceSpec;
import org.apache.avro.specific.SpecificRecord;

/** Takes from events what the ledger keeps ready of each. */
public final class FactReader {
    private FactReader() {}

    /**
     * The fact in an event.
     *
     * @throws IllegalArgumentException no such event is read by the ledger
     */
    public static Subject read(SpecificRecord event) {
        return switch (event) {
            case DeploymentRequested requested -> new Subject(requested.getDeploymentId(), requested(requested));
            case DeploymentCommand command -> new Subject(command.getDeploymentId(), commanded(command));
            case CommandRefused refused ->
                new Subject(
                        refused.getDeploymentId(),
                        new Fact.Refused(refused.getRefusedAt(), refused.getCommandId(), refused.getReason()));
            case MigrationStarted started ->
                new Subject(
                        started.getDeploymentId(),
                        new Fact.Started(started.getStartedAt(), started.getAttempt(), started.getExecution()));
            case MigrationSucceeded passed -> new Subject(passed.getRequest().getDeploymentId(), passed(passed));
            case MigrationFailed failed -> new Subject(failed.getDeploymentId(), failed(failed));
            default -> ending(event);
        };
    }

    private static Subject ending(SpecificRecord event) {
        return switch (event) {
            case DeploymentCancelled each ->
                new Subject(
                        each.getDeploymentId(),
                        new Fact.Cancelled(each.getCancelledAt(), each.getActor(), each.getReason()));
            case DeploymentSuperseded each ->
                new Subject(
                        each.getDeploymentId(),
                        new Fact.Superseded(each.getSupersededAt(), each.getSupersededBy(), each.getReason()));
            case LaneQuarantined each ->
                new Subject(
                        each.getDeploymentId(),
                        new Fact.Quarantined(each.getQuarantinedAt(), each.getAttempt(), each.getReason()));
            case LaneReleased each ->
                new Subject(
                        each.getDeploymentId(),
                        new Fact.Released(
                                each.getReleasedAt(), each.getVerdict().name(), each.getActor(), each.getReason()));
            case ServiceDeployed each -> new Subject(each.getDeploymentId(), deployed(each));
            case ServiceDeployFailed each ->
                new Subject(
                        each.getDeploymentId(),
                        new Fact.DeployFailed(
                                each.getFailedAt(), each.getReason(), each.getMessage(), each.getRevision()));
            default ->
                throw new IllegalArgumentException(
                        "the ledger reads no " + event.getSchema().getFullName());
        };
    }

    private static Fact requested(DeploymentRequested event) {
        ServiceSpec service = event.getService();
        Requester requester = event.getRequester();
        return new Fact.Requested(
                event.getRequestedAt(),
                event.getApplicationId(),
                event.getLaneId(),
                event.getVersion(),
                service.getContainer().getImage(),
                "projects/%s/locations/%s/services/%s"
                        .formatted(service.getCloudProject(), service.getRegion(), service.getService()),
                migration(event),
                new Fact.Requester(
                        requester.getSource(),
                        requester.getActor(),
                        requester.getRepository(),
                        requester.getRef(),
                        requester.getCommit()),
                event.getReplayOf());
    }

    private static String migration(DeploymentRequested event) {
        if (event.getSkippedMigration().isPresent()) {
            return "skipped";
        }
        return event.getMigration().isPresent() ? "wanted" : "none";
    }

    private static Fact commanded(DeploymentCommand event) {
        String kind = event.getOtherKind()
                .map(Enum::name)
                .orElseGet(() -> event.getKind().name());
        return new Fact.Commanded(
                event.getRequestedAt(), event.getCommandId(), kind, event.getActor(), event.getReason());
    }

    private static Fact passed(MigrationSucceeded event) {
        return new Fact.GatePassed(
                event.getDecidedAt(),
                event.getOutcome().name(),
                event.getAttempt(),
                event.getEvidence().map(ExecutionEvidence::getExecution),
                event.getEvidence().flatMap(ExecutionEvidence::getLogUri));
    }

    private static Fact failed(MigrationFailed event) {
        return new Fact.MigrationFailed(
                event.getDecidedAt(),
                event.getAttempt(),
                event.getReason(),
                event.getMessage(),
                event.getEvidence().map(ExecutionEvidence::getExecution),
                event.getEvidence().flatMap(ExecutionEvidence::getLogUri),
                event.getLogExcerpt());
    }

    private static Fact deployed(ServiceDeployed event) {
        return new Fact.Deployed(
                event.getDeployedAt(),
                event.getService(),
                event.getRevision(),
                event.getUri(),
                event.getUpdateCalledAt());
    }
}
