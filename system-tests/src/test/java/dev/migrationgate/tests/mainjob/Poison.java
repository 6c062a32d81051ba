package dev.migrationgate.tests.mainjob;

import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Retention;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record that nobody can read.
 *
 * @param record to be sent; a header of its own names it
 * @param service who reads its topic
 * @param reason what the letter's reason must contain
 */
record Poison(ProducerRecord<byte[], byte[]> record, String service, String reason) {
    /** The header that names a poison. */
    static final String NAME = "poison";

    /** More than any other has. */
    static final int LARGE = 1024 * 1024;

    /** For the rest of a record that is as long as its topic takes: key, headers, the frame of a batch. */
    private static final int REST = 1_024;

    private static final int UNKNOWN_SCHEMA = 999_999;
    /** A string of 2,147,483,647 bytes: for that, Avro has an exception outside its own family. */
    private static final byte[] ENDLESS = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};

    private static final Pattern ID = Pattern.compile("\"id\":\\s*(\\d+)");

    /** Every kind of poison for a topic. */
    static List<Poison> all(EventTopic<?> topic, String service, URI registry, int jsonSchema) {
        int known = SchemaRegistry.at(registry).idOf(topic.subject(), topic.schema());
        int large = Integer.parseInt(topic.topic().settings(1).get("max.message.bytes")) - REST;
        byte[] garbage = new byte[large];
        new Random(1).nextBytes(garbage);
        garbage[0] = 'x';
        List<Poison> all = new ArrayList<>();
        all.add(of(topic, service, "no event".getBytes(StandardCharsets.UTF_8), "Confluent's wire format: 8 bytes"));
        all.add(of(
                topic,
                service,
                framed(known, ENDLESS),
                "not readable as " + topic.schema().getFullName()));
        all.add(of(
                topic,
                service,
                framed(known, new byte[0]),
                "not readable as " + topic.schema().getFullName()));
        all.add(of(topic, service, framed(UNKNOWN_SCHEMA, new byte[4]), "schema id " + UNKNOWN_SCHEMA));
        all.add(of(topic, service, framed(-1, new byte[4]), "schema id -1"));
        all.add(of(topic, service, framed(jsonSchema, new byte[4]), "is one of JSON, not of AVRO"));
        all.add(of(topic, service, garbage, "wire format: " + large + " bytes"));
        // A compacted topic's broker takes no record without a key, and without a value it is a deletion.
        if (topic.topic().retention() instanceof Retention.Timed) {
            all.add(of(topic, service, null, "no value"));
            all.add(new Poison(record(topic, null, new byte[] {0, 0, 0, 0, 1}), service, "no key"));
        }
        return all;
    }

    /** Gives the registry a schema that is not Avro's; answers its id. */
    static int jsonSchema(URI registry) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(registry + "/subjects/of-somebody-else-who-has-json/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"schemaType\":\"JSON\",\"schema\":\"{\\\"$schema\\\":"
                        + "\\\"http://json-schema.org/draft-07/schema#\\\",\\\"type\\\":\\\"object\\\"}\"}"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            Matcher id = ID.matcher(answer);
            if (!id.find()) {
                throw new IOException("the registry answered " + answer);
            }
            return Integer.parseInt(id.group(1));
        }
    }

    String topic() {
        return record.topic();
    }

    String name() {
        return new String(record.headers().lastHeader(NAME).value(), StandardCharsets.UTF_8);
    }

    private static Poison of(EventTopic<?> topic, String service, byte @Nullable [] value, String reason) {
        String key = "fincorp/poison/" + UUID.randomUUID();
        return new Poison(record(topic, key.getBytes(StandardCharsets.UTF_8), value), service, reason);
    }

    private static ProducerRecord<byte[], byte[]> record(
            EventTopic<?> topic, byte @Nullable [] key, byte @Nullable [] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(NAME, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        headers.add("ce_id", new byte[] {(byte) 0xFF, 0, 1});
        headers.add("empty", null);
        return new ProducerRecord<>(topic.name(), null, null, key, value, headers);
    }

    private static byte[] framed(int schema, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(schema)
                .put(body)
                .array();
    }
}
