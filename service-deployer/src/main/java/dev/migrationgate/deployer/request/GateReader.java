package dev.migrationgate.deployer.request;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.SignedSuccess;
import dev.migrationgate.deployer.rollout.ContainerPlan;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.EnvironmentValue;
import dev.migrationgate.deployer.rollout.Evidence;
import dev.migrationgate.deployer.rollout.GateOutcome;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.ServicePlan;
import dev.migrationgate.deployer.rollout.StartupCheck;
import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.EnvironmentVariable;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.StartupProbe;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.streams.Source;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a rollout's input of a {@code MigrationSucceeded}, the only event that the deployer reads. */
final class GateReader {
    /** {@code latest} becomes a number when the revision is asked for: no revision changes its secrets between two instances. */
    private static final Pattern SECRET_VERSION =
            Pattern.compile("(?<secret>projects/[^/]+/secrets/[^/]+)/versions/(?<version>[1-9][0-9]*|latest)");

    private final EventCodec codec;
    private final PublicKeys trusted;

    GateReader(EventCodec codec, PublicKeys trusted) {
        this.codec = codec;
        this.trusted = trusted;
    }

    /**
     * The input that an event is.
     *
     * @param arrival the record's value as it came, by which it is known again, whatever becomes of schemas and their ids
     * @throws UndecodableException no runner said it, or it says something that no rollout could act on
     */
    RolloutInput read(MigrationSucceeded event, Source.Arrival arrival) {
        SignedSuccess.problem(codec.decodeAsWritten(Topics.MIGRATION_SUCCEEDED, arrival.bytes()), trusted)
                .ifPresent(problem -> {
                    throw new UndecodableException("whoever wrote it is not the runner: " + problem, null);
                });
        try {
            return new RolloutInput.GateOpened(deployment(event, event.getRequest(), arrival));
        } catch (IllegalArgumentException e) {
            throw new UndecodableException("not a deployment that could be rolled out", e);
        }
    }

    private static Deployment deployment(
            MigrationSucceeded event, DeploymentRequested request, Source.Arrival arrival) {
        return new Deployment(
                request.getDeploymentId(),
                request.getApplicationId(),
                request.getVersion(),
                request.getRequestedAt(),
                event.getDecidedAt(),
                outcome(event.getOutcome()),
                event.getEvidence()
                        .map(found -> new Evidence(
                                found.getJob(), found.getExecution(), found.getImage(), event.getLaneEpoch())),
                // What a person left out is there all the same: it must not pass as a deployment that has none.
                request.getMigration()
                        .or(request::getSkippedMigration)
                        .map(migration -> migration.getContainer().getImage()),
                service(request.getService()),
                Base64.getEncoder().encodeToString(arrival.bytes()),
                arrival.trace());
    }

    private static GateOutcome outcome(MigrationOutcome outcome) {
        return switch (outcome) {
            case APPLIED -> GateOutcome.APPLIED;
            case NOT_REQUIRED -> GateOutcome.NOT_REQUIRED;
            case SKIPPED -> GateOutcome.SKIPPED;
        };
    }

    private static ServicePlan service(ServiceSpec spec) {
        return new ServicePlan(
                spec.getCloudProject(),
                spec.getRegion(),
                spec.getService(),
                container(spec.getContainer()),
                spec.getPort(),
                spec.getStartupProbe().map(GateReader::startup),
                spec.getMinInstances(),
                spec.getMaxInstances(),
                Duration.ofSeconds(spec.getReadinessDeadlineSeconds()),
                spec.getSmokePath());
    }

    private static ContainerPlan container(ContainerSpec spec) {
        return new ContainerPlan(
                spec.getImage(),
                spec.getCommand(),
                spec.getArgs(),
                spec.getEnv().stream().map(GateReader::variable).toList(),
                spec.getCpu(),
                spec.getMemory());
    }

    private static EnvironmentValue variable(EnvironmentVariable variable) {
        return variable.getSecretVersion()
                .map(version -> secret(variable.getName(), version))
                .orElseGet(() -> new EnvironmentValue.Plain(
                        variable.getName(), variable.getValue().orElse("")));
    }

    private static EnvironmentValue secret(String name, String version) {
        Matcher matcher = SECRET_VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("variable " + name + " names no version of a secret: '" + version + "'");
        }
        return new EnvironmentValue.Secret(name, matcher.group("secret"), matcher.group("version"));
    }

    private static StartupCheck startup(StartupProbe probe) {
        return new StartupCheck(
                probe.getPath().filter(path -> probe.getProtocol().equals("http")),
                probe.getPort(),
                probe.getPeriodSeconds(),
                probe.getTimeoutSeconds(),
                probe.getFailureThreshold());
    }
}
