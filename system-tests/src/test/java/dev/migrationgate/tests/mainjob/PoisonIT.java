package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.cli.Gate;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.topics.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that nobody can read: they are put aside with their reason, and everything else goes on. */
class PoisonIT {
    private static final String REQUESTED = Topics.DEPLOYMENT_REQUESTED.name();
    private static final String LANE = "Database/fincorp/retail-banking/production/payment-gateway/payments-db";
    private static final int UNKNOWN_SCHEMA = 999_999;

    private static RunningSystem system;

    @BeforeAll
    static void start(@TempDir Path state) throws Exception {
        system = RunningSystem.start(state);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void poisonIsPutAsideListedAndSentAgainWhileDeploymentsGoOn() throws Exception {
        byte[] unknownSchema =
                ByteBuffer.allocate(9).put((byte) 0).putInt(UNKNOWN_SCHEMA).array();
        send(LANE, "no event at all".getBytes(StandardCharsets.UTF_8));
        send(LANE, unknownSchema);
        send(LANE, null);
        send(null, new byte[] {0, 0, 0, 0, 1});
        send(LANE, new byte[1024 * 1024]);
        system.awaited(system.post("v1", "after-poison"), ServiceDeployed.class);

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(letters()).hasSize(5));
        assertThat(letters()).allMatch(letter -> letter.contains("from:   " + REQUESTED));
        assertThat(letters()).anyMatch(letter -> letter.contains(Integer.toString(UNKNOWN_SCHEMA)));
        assertThat(letters()).anyMatch(letter -> letter.contains("value:  1048576 bytes"));
        assertThat(letters()).anyMatch(letter -> letter.contains("key:    none"));

        String first = letters().getFirst().lines().findFirst().orElseThrow();
        assertThat(gate(new StringWriter(), "replay", first)).isZero();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(letters()).hasSize(6));
    }

    @Test
    void aLetterThatDoesNotExistSendsNothing() {
        StringWriter said = new StringWriter();

        assertThat(gate(said, "replay", "0:4711")).isEqualTo(1);

        assertThat(said.toString()).contains("there is no dead letter 0:4711; nothing was sent");
    }

    /** What the list says, letter by letter. */
    private static List<String> letters() {
        StringWriter said = new StringWriter();
        gate(said, "list");
        return List.of(said.toString().split("\\R(?=\\d+:\\d+\\R)"));
    }

    private static int gate(StringWriter said, String... words) {
        List<String> arguments = new ArrayList<>(List.of("dead-letter"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--bootstrap-servers", system.stack().bootstrapServers()));
        return Gate.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments.toArray(String[]::new));
    }

    private static void send(@Nullable String key, byte @Nullable [] value)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                system.stack().bootstrapServers(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                2 * 1024 * 1024);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(REQUESTED, key, value)).get();
        }
    }
}
