package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.tests.ground.AnyPlatform;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that nobody can read: they are put aside with their reason, and everything else goes on. */
@AnyPlatform
class PoisonIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    /** Who reads what, of the topics that a service acts on. */
    private static final Map<EventTopic<?>, String> READERS = Map.of(
            Topics.DEPLOYMENT_REQUESTED, "migration-runner",
            Topics.DEPLOYMENT_COMMANDS, "migration-runner",
            Topics.MIGRATION_SUCCEEDED, "service-deployer",
            Topics.MANIFESTS, "manifest-ingest");

    private static RunningSystem system;
    private static RawTopics topics;

    @BeforeAll
    static void start(@TempDir Path state) throws Exception {
        system = RunningSystem.start(state);
        topics = new RawTopics(system.ground().bootstrapServers());
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void poisonIsPutAsideListedAndSentAgainWhileDeploymentsGoOn() throws Exception {
        Map<Poison, RecordMetadata> sent = new LinkedHashMap<>();
        int jsonSchema = Poison.jsonSchema(system.ground().registry());
        for (var reader : READERS.entrySet()) {
            for (Poison poison : Poison.all(
                    reader.getKey(), reader.getValue(), system.ground().registry(), jsonSchema)) {
                sent.put(poison, topics.send(poison.record()));
            }
        }
        system.awaited(system.post("v1", "after-poison"), ServiceDeployed.class);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(letters().keySet())
                        .containsAll(sent.keySet().stream().map(Poison::name).toList()));
        Map<String, ConsumerRecord<byte[], byte[]>> letters = letters();
        Map<String, String> listed = listed();
        sent.forEach((poison, from) -> {
            ConsumerRecord<byte[], byte[]> letter = letters.get(poison.name());
            isTheLetterOf(poison, from, letter);
            tells(listed.get(id(letter)), poison, from);
        });

        for (Poison poison : sent.keySet()) {
            if (wanted(poison)) {
                replayed(poison, id(letters.get(poison.name())));
            }
        }
        system.awaited(system.post("v1", "after-replay"), ServiceDeployed.class);
    }

    @Test
    void aRecordWithoutAKeyIsKeptOutOfTheManifestsByTheBroker() {
        assertThatThrownBy(() -> topics.send(new ProducerRecord<>(Topics.MANIFESTS.name(), null, new byte[] {1})))
                .hasCauseInstanceOf(InvalidRecordException.class);
    }

    @Test
    void aLetterThatDoesNotExistSendsNothing() {
        StringWriter said = new StringWriter();

        assertThat(gate(said, "replay", "0:4711")).isEqualTo(1);

        assertThat(said.toString()).contains("there is no dead letter 0:4711; nothing was sent");
    }

    private static void isTheLetterOf(Poison poison, RecordMetadata from, ConsumerRecord<byte[], byte[]> letter) {
        sameRecord(poison, letter);
        assertThat(text(letter, "dl_topic")).isEqualTo(poison.topic());
        assertThat(text(letter, "dl_partition")).isEqualTo(Integer.toString(from.partition()));
        assertThat(text(letter, "dl_offset")).isEqualTo(Long.toString(from.offset()));
        assertThat(text(letter, "dl_service")).isEqualTo(poison.service());
        assertThat(text(letter, "dl_reason")).contains(poison.reason());
        assertThat(text(letter, "dl_time")).isNotEmpty();
    }

    private static void tells(String lines, Poison poison, RecordMetadata from) {
        byte[] value = poison.record().value();
        byte[] key = poison.record().key();
        assertThat(lines)
                .contains("from:   %s, partition %s, offset %s"
                        .formatted(poison.topic(), from.partition(), from.offset()))
                .contains("by:     " + poison.service())
                .contains("key:    " + (key == null ? "none" : new String(key, StandardCharsets.UTF_8)))
                .contains("value:  " + (value == null ? 0 : value.length) + " bytes")
                .contains(poison.reason());
    }

    /** Of each topic: the largest, the one that Avro chokes on, and the one without a key. */
    private static boolean wanted(Poison poison) {
        byte[] value = poison.record().value();
        return value != null
                && (value.length > Poison.LARGE
                        || value.length == 10
                        || poison.record().key() == null);
    }

    private static void replayed(Poison poison, String letter) {
        assertThat(gate(new StringWriter(), "replay", letter)).isZero();

        ConsumerRecord<byte[], byte[]> again = topics.read(poison.topic()).stream()
                .filter(record ->
                        CloudEventHeaders.text(record.headers(), "dl_replay_of").equals(Optional.of(letter)))
                .findFirst()
                .orElseThrow();
        sameRecord(poison, again);
        assertThat(Arrays.stream(again.headers().toArray()).map(Header::key))
                .filteredOn(key -> key.startsWith("dl_"))
                .containsExactly("dl_replay_of");
    }

    private static void sameRecord(Poison poison, ConsumerRecord<byte[], byte[]> record) {
        assertThat(record.key()).isEqualTo(poison.record().key());
        assertThat(record.value()).isEqualTo(poison.record().value());
        assertThat(record.headers().toArray())
                .contains(poison.record().headers().toArray());
    }

    /** The first letter of each poison by its name: one that was sent again has another. */
    private static Map<String, ConsumerRecord<byte[], byte[]>> letters() {
        Map<String, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.read(Topics.DEAD_LETTER.name())) {
            CloudEventHeaders.text(record.headers(), Poison.NAME).ifPresent(name -> letters.putIfAbsent(name, record));
        }
        return letters;
    }

    /** What the list says, by letter. */
    private static Map<String, String> listed() {
        StringWriter said = new StringWriter();
        assertThat(gate(said, "list")).isEqualTo(1);
        Map<String, String> letters = new HashMap<>();
        for (String letter : said.toString().split("\\R(?=\\d+:\\d+\\R)", -1)) {
            letters.put(letter.lines().findFirst().orElseThrow(), letter);
        }
        return letters;
    }

    private static String id(ConsumerRecord<byte[], byte[]> letter) {
        return letter.partition() + ":" + letter.offset();
    }

    private static String text(ConsumerRecord<byte[], byte[]> letter, String header) {
        return CloudEventHeaders.text(letter.headers(), header).orElseThrow();
    }

    private static int gate(StringWriter said, String... words) {
        return new DeadLetterCommands(system.ground().bootstrapServers()).gate(said, words);
    }
}
