package dev.migrationgate.quickstart.chaos.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the cloud emulator's record.
 *
 * @param time when
 * @param method what was called, or happened
 * @param resource to what
 * @param outcome how it came out
 */
public record EmulatorLine(Instant time, String method, String resource, String outcome) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the whole record. */
    public static List<EmulatorLine> in(Path file) {
        List<EmulatorLine> lines = new ArrayList<>();
        try {
            for (String text : Files.readAllLines(file)) {
                JsonNode line = JSON.readTree(text);
                lines.add(new EmulatorLine(
                        Instant.parse(line.path("time").asText()),
                        line.path("method").asText(),
                        line.path("resource").asText(),
                        line.path("outcome").asText()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return lines;
    }

    boolean is(String event) {
        return method.equals(event);
    }

    /** Last part of the resource's name. */
    String shortName() {
        return resource.substring(resource.lastIndexOf('/') + 1);
    }
}
