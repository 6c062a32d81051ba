package dev.migrationgate.cli.installation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.yaml.Limits;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads manifests as ingest gives back what it accepted. */
final class AcceptedReader {
    /** What tells manifests apart, in the order of their paths. */
    private static final List<String> PATH = List.of(
            "organization",
            "organizational-unit",
            "environment",
            "release-track",
            "project",
            "application-set",
            "name");

    private final ObjectMapper mapper;
    private final ManifestReader reader = new ManifestReader(Limits.ACCEPTED);

    AcceptedReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Reads the manifest whose first token was read last.
     *
     * @throws IOException it is not JSON, or does not arrive
     * @throws Unreadable it arrives, and cannot be read as a manifest
     */
    Manifest read(JsonParser json) throws IOException, Unreadable {
        String text = copy(json);
        Reading reading = reader.readJson("catalogue", text);
        if (reading.manifests().isEmpty()) {
            String why = reading.findings().stream()
                    .filter(Finding::isError)
                    .map(finding -> finding.code().code() + " " + finding.message())
                    .findFirst()
                    .orElse("it is empty");
            throw new Unreadable(named(text) + ": " + why);
        }
        return reading.manifests().getFirst();
    }

    /** The same JSON. Numbers are copied as text: as values, 1.10 and 1.1 would be the same version. */
    private String copy(JsonParser json) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator copy = mapper.createGenerator(text)) {
            int depth = 0;
            for (JsonToken token = json.currentToken(); ; token = json.nextToken()) {
                if (token.isNumeric()) {
                    copy.writeNumber(json.getText());
                } else {
                    copy.copyCurrentEvent(json);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 0) {
                    break;
                }
            }
        }
        return text.toString();
    }

    /** Its kind and path, as far as it has them. */
    private String named(String text) throws IOException {
        JsonNode manifest = mapper.readTree(text);
        JsonNode metadata = manifest.path("metadata");
        String path =
                PATH.stream().flatMap(field -> shown(metadata.path(field))).collect(Collectors.joining("/"));
        return Stream.concat(shown(manifest.path("kind")), Stream.of(path)).collect(Collectors.joining(" "));
    }

    private static Stream<String> shown(JsonNode field) {
        return field.isTextual() ? Stream.of(Finding.shown(field.textValue())) : Stream.of();
    }

    /** An accepted manifest cannot be read. The message says which, and why. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }
}
