package dev.migrationgate.benchmarks.ledger;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DatabaseAccess;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.EnvironmentVariable;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.ServiceSpec;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The events of one deployment of the past, with all that they have in earnest: some ten variables, evidence, a log.
 *
 * @param number which of all; everything else follows from it
 * @param at when it was requested
 */
record PastDeployment(int number, Instant at) {
    static final int APPLICATIONS = 2_000;
    static final int ACTORS = 50;
    private static final int VARIABLES = 10;
    private static final int ONE_IN_FAILS = 20;

    String id() {
        // As ingest's are: digests, so in no order.
        long mixed = number * 0x9E3779B97F4A7C15L;
        return "d%016x%08x".formatted(mixed ^ (mixed >>> 32), number);
    }

    String application() {
        return application(number % APPLICATIONS);
    }

    static String application(int application) {
        return "acme/unit-%d/%s/project-%d/service-%d"
                .formatted(
                        application % 5,
                        List.of("development", "staging", "production").get(application % 3),
                        application / 20,
                        application);
    }

    static String lane(int application) {
        return "Database/acme/unit-%d/project-%d/database-%d"
                .formatted(application / 20 % 5, application / 20, application / 2);
    }

    String lane() {
        return lane(number % APPLICATIONS);
    }

    static String actor(int number) {
        return "token:person-" + number % ACTORS;
    }

    String commit() {
        return "%08x%032x".formatted(number * 0x9E3779B9, number);
    }

    boolean fails() {
        // Not of the number itself: some actors would never fail, and others always.
        return Integer.remainderUnsigned(number * 0x9E3779B9, ONE_IN_FAILS) == 0;
    }

    DeploymentRequested requested() {
        return DeploymentRequested.newBuilder()
                .setDeploymentId(id())
                .setApplicationId(application())
                .setLaneId(lane())
                .setVersion("1.%d.0".formatted(number / APPLICATIONS))
                .setRequestedAt(at)
                .setRequester(Requester.newBuilder()
                        .setSource("github")
                        .setDeliveryId("delivery-" + number)
                        .setActor(actor(number))
                        .setRepository("acme/manifests")
                        .setRef("refs/heads/main")
                        .setCommit(commit())
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("project-production")
                        .setRegion("europe-west1")
                        .setService("service")
                        .setContainer(container("service"))
                        .setPort(8080)
                        .build())
                .setMigration(MigrationSpec.newBuilder()
                        .setContainer(container("migrations"))
                        .build())
                .setDatabase(DatabaseAccess.newBuilder()
                        .setDatabaseId(lane())
                        .setDatabaseName("orders")
                        .setSchema$("orders")
                        .setPrivileges(List.of("SELECT", "INSERT", "UPDATE", "DELETE"))
                        .setExtensions(List.of("pgcrypto"))
                        .setSecretEnvVar("DATABASE_URL")
                        .build())
                .setManifestDigest("sha256:" + "%064x".formatted(number))
                .build();
    }

    private ContainerSpec container(String image) {
        return ContainerSpec.newBuilder()
                .setImage("europe-docker.pkg.dev/acme/images/%s@sha256:%064x".formatted(image, number))
                .setEnv(IntStream.range(0, VARIABLES)
                        .mapToObj(i -> EnvironmentVariable.newBuilder()
                                .setName("SETTING_NUMBER_" + i)
                                .setValue("the value of setting " + i)
                                .build())
                        .toList())
                .setCpu("1")
                .setMemory("512Mi")
                .build();
    }

    MigrationStarted started() {
        return MigrationStarted.newBuilder()
                .setDeploymentId(id())
                .setApplicationId(application())
                .setLaneId(lane())
                .setVersion("1")
                .setAttempt(1)
                .setJob(execution().getJob())
                .setExecution(execution().getExecution())
                .setRequestedAt(at)
                .setStartedAt(at.plusMillis(100))
                .build();
    }

    MigrationSucceeded succeeded() {
        return MigrationSucceeded.newBuilder()
                .setRequest(requested())
                .setOutcome(MigrationOutcome.APPLIED)
                .setAttempt(1)
                .setEvidence(execution())
                .setDecidedAt(at.plusSeconds(20))
                .build();
    }

    MigrationFailed failed() {
        return MigrationFailed.newBuilder()
                .setDeploymentId(id())
                .setApplicationId(application())
                .setLaneId(lane())
                .setVersion("1")
                .setAttempt(1)
                .setReason("EXIT_CODE")
                .setMessage("the container exited with 1")
                .setExitCode(1)
                .setLogExcerpt(IntStream.range(0, 20)
                        .mapToObj(i -> "line " + i + " of a log that says what went wrong")
                        .toList())
                .setEvidence(execution())
                .setRequestedAt(at)
                .setDecidedAt(at.plusSeconds(20))
                .build();
    }

    ServiceDeployed deployed() {
        return ServiceDeployed.newBuilder()
                .setDeploymentId(id())
                .setApplicationId(application())
                .setVersion("1")
                .setService("projects/project-production/locations/europe-west1/services/service")
                .setRevision("projects/project-production/locations/europe-west1/services/service/revisions/" + id())
                .setUri("https://service-abc-ew.a.run.app")
                .setMigrationOutcome(MigrationOutcome.APPLIED)
                .setRequestedAt(at)
                .setDeployedAt(at.plusSeconds(30))
                .build();
    }

    private ExecutionEvidence execution() {
        String job = "projects/project-production/locations/europe-west1/jobs/mg-" + id();
        return ExecutionEvidence.newBuilder()
                .setJob(job)
                .setExecution(job + "/executions/mg-" + id() + "-x")
                .setImage("europe-docker.pkg.dev/acme/images/migrations")
                .setStartedAt(at.plusMillis(100))
                .setCompletedAt(at.plusSeconds(19))
                .setLogUri("https://console.cloud.google.com/logs/query;query=" + id())
                .build();
    }
}
