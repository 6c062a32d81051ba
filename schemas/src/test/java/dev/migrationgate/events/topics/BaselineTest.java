package dev.migrationgate.events.topics;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every schema against all that were ever released: {@code baseline/<topic>/<n>.avsc}, where each release adds its next
 * number. {@code -Dbaseline.write} writes the present schemas as the next ones.
 */
class BaselineTest {
    private static final Path BASELINE = Path.of("baseline");

    static Stream<EventTopic<?>> events() {
        return Topics.events().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everySchemaReadsAndIsReadByEveryReleasedOne(EventTopic<?> topic) throws IOException {
        Schema present = topic.schema();
        if (System.getProperty("baseline.write") != null) {
            write(topic, present);
        }

        List<Path> released = released(topic);

        assertThat(released).as("released schemas of " + topic.name()).isNotEmpty();
        for (Path file : released) {
            Schema old = new Schema.Parser().parse(Files.readString(file));
            assertCompatible(file + " written, present read", present, old);
            assertCompatible("present written, " + file + " read", old, present);
        }
    }

    @Test
    void aFieldWithoutADefaultIsCaught() {
        Schema old = Topics.LANE_RELEASED.schema();
        Schema added = new Schema.Parser()
                .parse(old.toString()
                        .replaceFirst("\"fields\":\\[", "\"fields\":[{\"name\":\"added\",\"type\":\"int\"},"));

        assertThat(checkReaderWriterCompatibility(added, old).getType()).isNotEqualTo(COMPATIBLE);
    }

    private static void assertCompatible(String what, Schema reader, Schema writer) {
        SchemaPairCompatibility result = checkReaderWriterCompatibility(reader, writer);
        assertThat(result.getType()).as(what + ": " + result.getResult()).isEqualTo(COMPATIBLE);
    }

    private static List<Path> released(EventTopic<?> topic) throws IOException {
        Path folder = BASELINE.resolve(topic.name());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void write(EventTopic<?> topic, Schema present) throws IOException {
        List<Path> released = released(topic);
        if (!released.isEmpty()
                && new Schema.Parser()
                        .parse(Files.readString(released.getLast()))
                        .equals(present)) {
            return;
        }
        Path folder = Files.createDirectories(BASELINE.resolve(topic.name()));
        Files.writeString(folder.resolve("%03d.avsc".formatted(released.size() + 1)), present.toString(true) + "\n");
    }
}
