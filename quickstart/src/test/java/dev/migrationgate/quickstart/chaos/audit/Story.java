package dev.migrationgate.quickstart.chaos.audit;

import dev.migrationgate.events.CommandKind;
import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What topics and emulator say, told one thing after the other; the clock goes on by a second each time. */
final class Story {
    private static final String LANE = "lane";
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final String JOBS = "projects/p/locations/r/jobs/";
    private static final String SERVICE = "projects/p/locations/r/services/app";

    static {
        // Avro builds an event only once its classes are trusted, which the codec sees to.
        var _ = new EventCodec(SchemaRegistry.at(URI.create("http://127.0.0.1:1")));
    }

    private final List<Written> topics = new ArrayList<>();
    private final List<EmulatorLine> record = new ArrayList<>();
    private int seconds;

    /** An id of a deployment that starts with a letter. */
    static String id(char letter) {
        return letter + "0123456789abcdefghijklmn";
    }

    Instant now() {
        return START.plusSeconds(seconds);
    }

    private Story says(SpecificRecord event) {
        topics.add(new Written(0, topics.size(), event));
        seconds++;
        return this;
    }

    private Story emulator(String event, String resource, String outcome) {
        record.add(new EmulatorLine(now(), event, resource, outcome));
        seconds++;
        return this;
    }

    Story requested(char id, boolean migrates) {
        return says(request(id, migrates));
    }

    private DeploymentRequested request(char id, boolean migrates) {
        ContainerSpec container = ContainerSpec.newBuilder().setImage("app:1").build();
        return DeploymentRequested.newBuilder()
                .setDeploymentId(id(id))
                .setApplicationId("app")
                .setLaneId(LANE)
                .setVersion("1")
                .setRequestedAt(now())
                .setRequester(Requester.newBuilder()
                        .setSource("api")
                        .setDeliveryId("key")
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("p")
                        .setRegion("r")
                        .setService("app")
                        .setContainer(container)
                        .setPort(8080)
                        .build())
                .setMigration(
                        migrates
                                ? MigrationSpec.newBuilder()
                                        .setContainer(container)
                                        .build()
                                : null)
                .setManifestDigest("sha256:0")
                .build();
    }

    Story started(char id, int attempt) {
        return emulator("execution.started", execution(id, attempt), "OK");
    }

    Story ended(char id, int attempt, String outcome) {
        return emulator("execution.ended", execution(id, attempt), outcome);
    }

    private static String execution(char id, int attempt) {
        String job = "m-" + id(id).substring(0, 20) + "-a" + attempt;
        return JOBS + job + "/executions/" + job + "-run";
    }

    Story succeeded(char id, MigrationOutcome outcome) {
        return says(MigrationSucceeded.newBuilder()
                .setRequest(request(id, outcome != MigrationOutcome.NOT_REQUIRED))
                .setOutcome(outcome)
                .setAttempt(1)
                .setDecidedAt(now())
                .build());
    }

    Story failed(char id, int attempt) {
        return says(MigrationFailed.newBuilder()
                .setDeploymentId(id(id))
                .setApplicationId("app")
                .setLaneId(LANE)
                .setVersion("1")
                .setAttempt(attempt)
                .setReason("EXIT_CODE")
                .setMessage("it failed")
                .setLogExcerpt(List.of())
                .setRequestedAt(now())
                .setDecidedAt(now())
                .build());
    }

    Story retried(char id) {
        return says(DeploymentCommand.newBuilder()
                .setCommandId("c")
                .setKind(CommandKind.RETRY)
                .setLaneId(LANE)
                .setDeploymentId(id(id))
                .setActor("a")
                .setReason("r")
                .setRequestedAt(now())
                .build());
    }

    Story quarantined(char id) {
        return says(new LaneQuarantined(LANE, id(id), 1, "deleted", now()));
    }

    Story released(char id, LaneVerdict verdict) {
        return says(new LaneReleased(LANE, id(id), verdict, "a", "r", now()));
    }

    Story revision(char id) {
        return emulator("revision.created", SERVICE + "/revisions/" + revisionName(id), "OK");
    }

    Story traffic(char id) {
        return emulator("service.traffic", SERVICE, revisionName(id) + "=100#candidate");
    }

    Story deployed(char id) {
        return says(ServiceDeployed.newBuilder()
                .setDeploymentId(id(id))
                .setApplicationId("app")
                .setVersion("1")
                .setService(SERVICE)
                .setRevision(revisionName(id))
                .setUri("http://app")
                .setMigrationOutcome(MigrationOutcome.APPLIED)
                .setRequestedAt(now())
                .setDeployedAt(now())
                .build());
    }

    private static String revisionName(char id) {
        return "app-" + id(id).substring(0, 10);
    }

    /** All that a deployment does that is not disturbed. */
    Story undisturbed(char id) {
        return requested(id, true)
                .started(id, 1)
                .ended(id, 1, "SUCCEEDED")
                .succeeded(id, MigrationOutcome.APPLIED)
                .revision(id)
                .traffic(id)
                .deployed(id);
    }

    /** The promises that an audit finds broken, with all read again now. */
    List<String> broken() {
        return broken(new Auditor.Rewind(now(), topics.size()));
    }

    List<String> broken(Auditor.Rewind rewind) {
        return Auditor.findings(topics, record, rewind).stream()
                .filter(finding -> !finding.holds())
                .map(Finding::promise)
                .toList();
    }

    int events() {
        return topics.size();
    }
}
