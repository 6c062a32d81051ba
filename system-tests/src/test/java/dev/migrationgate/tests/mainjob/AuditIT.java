package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.cli.Gate;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.tests.ground.AnyPlatform;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger of a whole system signed is proven by the public key in its state folder. */
@AnyPlatform
class AuditIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final StringWriter said = new StringWriter();

    @Test
    void whatTheServicesDidIsSignedAndProven(@TempDir Path state, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("audit.jsonl");
        try (RunningSystem system = RunningSystem.start(state)) {
            String deployment = system.post("v1", "one");
            system.awaited(deployment, ServiceDeployed.class);
            await("the ledger's own reading").atMost(LIMIT).until(() -> isDeployed(system, deployment));
            try (Consumer<String, String> consumer = consumer(system)) {
                await("a checkpoint in the topic").atMost(LIMIT).until(() -> hasCheckpoints(consumer));
            }

            String ledger = system.ground().ledger().toString();
            String since = system.ground().since().toString();
            int exported = system.gate(
                    new PrintWriter(said),
                    "viewer",
                    "audit",
                    "export",
                    "--ledger",
                    ledger,
                    "--since",
                    since,
                    "--file",
                    file.toString());
            int verified = verify(file, system.ground().auditKey());

            assertThat(exported).as(said::toString).isZero();
            assertThat(file).content().contains(deployment, "service-deployed");
            assertThat(verified).as(said::toString).isZero();
        }
    }

    private static boolean isDeployed(RunningSystem system, String deployment) throws Exception {
        return system.look(system.ground().ledger().resolve("/v1/deployments/" + deployment))
                .contains("\"status\":\"deployed\"");
    }

    private int verify(Path file, Path key) {
        var out = new PrintWriter(said);
        return Gate.commandLine()
                .setOut(out)
                .setErr(out)
                .execute("audit", "verify", file.toString(), "--key", key.toString());
    }

    private static Consumer<String, String> consumer(RunningSystem system) {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, system.ground().bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static boolean hasCheckpoints(Consumer<String, String> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.LEDGER_CHECKPOINTS.name()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        return consumer.endOffsets(partitions).values().stream().anyMatch(end -> end > 0);
    }
}
