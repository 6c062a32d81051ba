package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a collector, a deployment's trace is handed on all the same, and nothing is told. */
class UntoldTraceIT {

    @Test
    void everyEventAndTheMigrationHaveTheCallersContext(@TempDir Path state) throws Exception {
        try (RunningSystem system = RunningSystem.start(state)) {
            system.versionOne("before");

            String deployment = TracedRequest.post(system, "untold");
            system.awaited(deployment, ServiceDeployed.class);

            RawTopics topics = new RawTopics(system.stack().bootstrapServers());
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(about(topics, deployment)).hasSize(4));
            assertThat(about(topics, deployment))
                    .extracting(record -> CloudEventHeaders.text(record.headers(), "traceparent")
                            .orElse("none"))
                    .containsOnly(TracedRequest.TRACEPARENT);
            assertThat(TracedRequest.toldTo(
                            system,
                            system.of(deployment, MigrationSucceeded.class).getFirst()))
                    .isEqualTo(TracedRequest.TRACEPARENT);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.contains("SpanProcessor"));
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> about(RawTopics topics, String deployment) {
        return List.of(
                        Topics.DEPLOYMENT_REQUESTED.name(),
                        Topics.MIGRATION_STARTED.name(),
                        Topics.MIGRATION_SUCCEEDED.name(),
                        Topics.SERVICE_DEPLOYED.name())
                .stream()
                .flatMap(topic -> topics.read(topic).stream())
                .filter(record -> CloudEventHeaders.text(record.headers(), "ce_subject")
                        .filter(deployment::equals)
                        .isPresent())
                .toList();
    }
}
