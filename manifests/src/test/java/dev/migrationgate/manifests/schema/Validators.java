package dev.migrationgate.manifests.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.ManifestReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The schemas and the reader, asked about the same manifest. */
final class Validators {
    private static final String PLACE = "https://schemas.example/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Schemas.files().entrySet().stream()
                    .collect(Collectors.toMap(file -> PLACE + file.getKey(), Map.Entry::getValue))));
    private final ManifestReader reader = new ManifestReader();

    /** What the schema in a file has against a manifest in JSON. */
    List<String> schemaErrors(String file, String manifest) {
        Schema schema = registry.getSchema(SchemaLocation.of(PLACE + file));
        return schema.validate(tree(manifest)).stream().map(Error::toString).toList();
    }

    /** What the reader has against it. */
    List<Finding> readerErrors(String manifest) {
        return reader.read("manifest.json", manifest).findings().stream()
                .filter(Finding::isError)
                .toList();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
