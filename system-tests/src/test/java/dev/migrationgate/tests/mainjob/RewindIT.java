package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.ingest.publish.KafkaClients;
import dev.migrationgate.ingest.report.DeploymentState;
import dev.migrationgate.ingest.report.ReportSettings;
import dev.migrationgate.ingest.report.Reporter;
import dev.migrationgate.ingest.report.WebhookConfig;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.quickstart.platform.EmbeddedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise P7 on the whole system: every group reads everything again, and Cloud Run hears nothing of it. */
class RewindIT {
    private static final List<String> GROUPS =
            List.of("manifest-ingest-report", "migration-runner", "service-deployer");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final AtomicInteger reported = new AtomicInteger();

    @Test
    void everyGroupReadsEverythingAgainAndNothingIsDoneInCloudRun(@TempDir Path state) throws Exception {
        HttpServer receiver = receiver();
        try {
            try (RunningSystem first = RunningSystem.start(state);
                    Reporter _ = reporter(first, receiver)) {
                deploy(first);
                await().atMost(LIMIT).until(() -> reported.get() >= 3);
                new RewoundGroups(first.stack().bootstrapServers()).awaitRead("manifest-ingest-report");
            }
            List<String> before = changes(state);
            try (EmbeddedBroker broker = EmbeddedBroker.start(state.resolve("broker"), 0)) {
                assertThat(new RewoundGroups(broker.bootstrapServers()).rewind())
                        .containsAll(GROUPS);
            }

            try (RunningSystem second = RunningSystem.start(state);
                    Reporter _ = reporter(second, receiver)) {
                GROUPS.forEach(new RewoundGroups(second.stack().bootstrapServers())::awaitRead);
                assertThat(changes(state)).isEqualTo(before);

                // What comes after it in the same lane and application shows that nothing of it is on its way.
                second.versionOne("afterwards");
                assertThat(made(changes(state)))
                        .as("one job, its execution and one revision more")
                        .isEqualTo(made(before) + 3);
            }
        } finally {
            receiver.stop(0);
        }
    }

    /** One that succeeds, one that fails, and one that is made again without its migration. */
    private static void deploy(RunningSystem system) throws Exception {
        String deployed = system.post("v1", "first");
        system.awaited(deployed, ServiceDeployed.class);
        system.awaited(system.postMigrating("exit 3", "fails"), MigrationFailed.class);
        try (IngestClient ingest = new IngestClient(system.stack().ingest())) {
            RecordedAt place = RecordedAt.of(system, deployed);
            var answer = (Answer.Accepted) ingest.redeploy(place.wanted(deployed, "skip"), "again");
            system.awaited(answer.deployments().getFirst().id(), ServiceDeployed.class);
        }
    }

    /** Every call that would change something in Cloud Run, refused ones included, and what came of them. */
    private static List<String> changes(Path state) throws IOException {
        return Files.readAllLines(state.resolve("cloud/audit.jsonl")).stream()
                .filter(line -> line.contains("google.cloud.run.v2") || made(line))
                .toList();
    }

    private static long made(List<String> changes) {
        return changes.stream().filter(RewindIT::made).count();
    }

    private static boolean made(String line) {
        return line.contains("\"execution.started\"")
                || line.contains("\"revision.created\"")
                || line.contains("/CreateJob\"");
    }

    private static Reporter reporter(RunningSystem system, HttpServer receiver) {
        URI address = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
        var webhook = new WebhookConfig(
                "chat",
                address,
                new SecretReference.File(Path.of("/secret")),
                Scope.EVERYTHING,
                EnumSet.allOf(DeploymentState.class));
        return Reporter.start(
                        new ReportSettings(List.of(), List.of(webhook), Optional.empty(), Duration.ofDays(2)),
                        _ -> "secret".getBytes(StandardCharsets.UTF_8),
                        new KafkaClients(
                                Brokers.open(system.stack().bootstrapServers()), "reports", Duration.ofSeconds(10)),
                        new EventCodec(SchemaRegistry.at(system.stack().registry())),
                        new SimpleMeterRegistry())
                .orElseThrow();
    }

    private HttpServer receiver() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                reported.incrementAndGet();
                exchange.sendResponseHeaders(201, -1);
            }
        });
        server.start();
        return server;
    }
}
