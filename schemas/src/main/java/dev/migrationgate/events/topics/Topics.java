package dev.migrationgate.events.topics;

import static dev.migrationgate.events.topics.Principal.DEPLOYER;
import static dev.migrationgate.events.topics.Principal.INGEST;
import static dev.migrationgate.events.topics.Principal.LEDGER;
import static dev.migrationgate.events.topics.Principal.OPERATOR;
import static dev.migrationgate.events.topics.Principal.RUNNER;

import dev.migrationgate.events.CommandRefused;
import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.ManifestAccepted;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployFailed;
import dev.migrationgate.events.ServiceDeployed;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every topic of the system, once. Topics are created and checked from this table, and so are the broker's access rules;
 * nothing is created automatically. That the deployer reads {@code migration-succeeded} and nothing before it, and that only
 * the runner writes it, is part of the gate. Ingest reads what happens to deployments in order to report it, and decides nothing
 * from it.
 */
public final class Topics {
    private static final Retention AUDIT = new Retention.Timed(Duration.ofDays(400));
    private static final Retention INTERNAL = new Retention.Timed(Duration.ofDays(7));

    /** Accepted manifests, the newest of each. */
    public static final EventTopic<ManifestAccepted> MANIFESTS = event(
            new Topic("manifests", TopicKey.MANIFEST, Set.of(INGEST), Set.of(INGEST), new Retention.Compacted()),
            ManifestAccepted.class,
            "manifest.accepted",
            ManifestAccepted::getManifestId);

    /** Accepted requests for a deployment. */
    public static final EventTopic<DeploymentRequested> DEPLOYMENT_REQUESTED = event(
            new Topic("deployment-requested", TopicKey.LANE, Set.of(INGEST), Set.of(INGEST, RUNNER, LEDGER), AUDIT),
            DeploymentRequested.class,
            "deployment.requested",
            DeploymentRequested::getLaneId);

    /** What people ask for about a deployment or a lane. */
    public static final EventTopic<DeploymentCommand> DEPLOYMENT_COMMANDS = event(
            new Topic("deployment-commands", TopicKey.LANE, Set.of(INGEST), Set.of(RUNNER, LEDGER), AUDIT),
            DeploymentCommand.class,
            "deployment.commanded",
            DeploymentCommand::getLaneId);

    /** Commands that did not fit. */
    public static final EventTopic<CommandRefused> COMMAND_REFUSED = event(
            new Topic("command-refused", TopicKey.LANE, Set.of(RUNNER), Set.of(LEDGER), AUDIT),
            CommandRefused.class,
            "command.refused",
            CommandRefused::getLaneId);

    /** Migration executions that exist. */
    public static final EventTopic<MigrationStarted> MIGRATION_STARTED = event(
            byApplication("migration-started", Set.of(RUNNER), Set.of(INGEST, LEDGER)),
            MigrationStarted.class,
            "migration.started",
            MigrationStarted::getApplicationId);

    /** The gate's openings; the only topic that the deployer hears. */
    public static final EventTopic<MigrationSucceeded> MIGRATION_SUCCEEDED = event(
            byApplication("migration-succeeded", Set.of(RUNNER), Set.of(DEPLOYER, LEDGER)),
            MigrationSucceeded.class,
            "migration.succeeded",
            succeeded -> succeeded.getRequest().getApplicationId());

    /** Migrations that failed. */
    public static final EventTopic<MigrationFailed> MIGRATION_FAILED = event(
            byApplication("migration-failed", Set.of(RUNNER), Set.of(INGEST, LEDGER)),
            MigrationFailed.class,
            "migration.failed",
            MigrationFailed::getApplicationId);

    /** Deployments that a person cancelled. */
    public static final EventTopic<DeploymentCancelled> DEPLOYMENT_CANCELLED = event(
            byApplication("deployment-cancelled", Set.of(RUNNER), Set.of(INGEST, LEDGER)),
            DeploymentCancelled.class,
            "deployment.cancelled",
            DeploymentCancelled::getApplicationId);

    /** Deployments whose place a newer one took. */
    public static final EventTopic<DeploymentSuperseded> DEPLOYMENT_SUPERSEDED = event(
            byApplication("deployment-superseded", Set.of(RUNNER, DEPLOYER), Set.of(INGEST, LEDGER)),
            DeploymentSuperseded.class,
            "deployment.superseded",
            DeploymentSuperseded::getApplicationId);

    /** Lanes held for an unknown outcome. */
    public static final EventTopic<LaneQuarantined> LANE_QUARANTINED = event(
            new Topic("lane-quarantined", TopicKey.LANE, Set.of(RUNNER), Set.of(INGEST, LEDGER), AUDIT),
            LaneQuarantined.class,
            "lane.quarantined",
            LaneQuarantined::getLaneId);

    /** Lanes that go on. */
    public static final EventTopic<LaneReleased> LANE_RELEASED = event(
            new Topic("lane-released", TopicKey.LANE, Set.of(RUNNER), Set.of(LEDGER), AUDIT),
            LaneReleased.class,
            "lane.released",
            LaneReleased::getLaneId);

    /** Rollouts that succeeded. */
    public static final EventTopic<ServiceDeployed> SERVICE_DEPLOYED = event(
            byApplication("service-deployed", Set.of(DEPLOYER), Set.of(INGEST, LEDGER)),
            ServiceDeployed.class,
            "service.deployed",
            ServiceDeployed::getApplicationId);

    /** Rollouts that failed. */
    public static final EventTopic<ServiceDeployFailed> SERVICE_DEPLOY_FAILED = event(
            byApplication("service-deploy-failed", Set.of(DEPLOYER), Set.of(INGEST, LEDGER)),
            ServiceDeployFailed.class,
            "service.deploy-failed",
            ServiceDeployFailed::getApplicationId);

    /** What could not be read, with its bytes and the reason in headers. */
    public static final Topic DEAD_LETTER = new Topic(
            "dead-letter",
            TopicKey.ORIGINAL,
            Set.of(INGEST, RUNNER, DEPLOYER, LEDGER),
            Set.of(OPERATOR),
            new Retention.Timed(Duration.ofDays(30)));

    /** What the runner's effects saw; internal to it, not an event. */
    public static final Topic RUNNER_OBSERVATIONS =
            new Topic("migration-runner-observations", TopicKey.LANE, Set.of(RUNNER), Set.of(RUNNER), INTERNAL);

    /** What the deployer's effects saw; internal to it, not an event. */
    public static final Topic DEPLOYER_OBSERVATIONS = new Topic(
            "service-deployer-observations", TopicKey.APPLICATION, Set.of(DEPLOYER), Set.of(DEPLOYER), INTERNAL);

    /** What the ledger signs about blocks of events, as JSON; internal to it, not an event. */
    public static final Topic LEDGER_CHECKPOINTS = new Topic(
            "ledger-checkpoints", TopicKey.BLOCK, Set.of(LEDGER), Set.of(LEDGER, OPERATOR), new Retention.Compacted());

    /** What became of deployments as CDEvents, as JSON; for others to read, and not an event of ours. */
    public static final Topic CDEVENTS =
            new Topic("cdevents", TopicKey.CHAIN, Set.of(LEDGER), Set.of(OPERATOR), INTERNAL);

    private Topics() {}

    /** The topics that hold events, in the order in which a deployment passes them. */
    public static List<EventTopic<?>> events() {
        return List.of(
                MANIFESTS,
                DEPLOYMENT_REQUESTED,
                DEPLOYMENT_COMMANDS,
                COMMAND_REFUSED,
                MIGRATION_STARTED,
                MIGRATION_SUCCEEDED,
                MIGRATION_FAILED,
                DEPLOYMENT_CANCELLED,
                DEPLOYMENT_SUPERSEDED,
                LANE_QUARANTINED,
                LANE_RELEASED,
                SERVICE_DEPLOYED,
                SERVICE_DEPLOY_FAILED);
    }

    /** Every topic of the table, internal ones included. */
    public static List<Topic> all() {
        return Stream.concat(
                        events().stream().map(EventTopic::topic),
                        Stream.of(
                                DEAD_LETTER, RUNNER_OBSERVATIONS, DEPLOYER_OBSERVATIONS, LEDGER_CHECKPOINTS, CDEVENTS))
                .toList();
    }

    private static Topic byApplication(String name, Set<Principal> writers, Set<Principal> readers) {
        return new Topic(name, TopicKey.APPLICATION, writers, readers, AUDIT);
    }

    private static <T extends SpecificRecord> EventTopic<T> event(
            Topic topic, Class<T> event, String type, Function<T, String> keyOf) {
        return new EventTopic<>(topic, event, "dev.migrationgate." + type + ".v1", keyOf);
    }
}
