package dev.migrationgate.ledger.cdevents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schemas of CDEvents as they are published, and ours of a migration's content. Formats are held as well: a date has to be one. */
final class PublishedSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PUBLISHED = Path.of("src", "test", "resources", "cdevents", "0.5.1");
    private static final Path OURS = Path.of("..", "docs", "schema", "cdevents", "migration.schema.json");
    private static final Map<Kind, List<String>> OF = Map.of(
            Kind.CHANGE_MERGED, List.of("https://cdevents.dev/0.5.1/schema/change-merged-event"),
            Kind.SERVICE_DEPLOYED, List.of("https://cdevents.dev/0.5.1/schema/service-deployed-event"),
            Kind.MIGRATION_STARTED,
                    List.of(
                            "https://cdevents.dev/0.5.1/schema/custom",
                            "urn:dev.migrationgate:cdevents:migration:0.1.0"),
            Kind.MIGRATION_FINISHED,
                    List.of(
                            "https://cdevents.dev/0.5.1/schema/custom",
                            "urn:dev.migrationgate:cdevents:migration:0.1.0"));

    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(byId()));

    /** What the schemas have against an event. */
    List<String> errors(CdEvent event) {
        return OF.getOrDefault(event.kind(), List.of()).stream()
                .map(id -> registry.getSchema(SchemaLocation.of(id)))
                .flatMap(schema -> schema
                        .validate(
                                tree(event.data()),
                                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                        .stream())
                .map(Error::toString)
                .toList();
    }

    private static Map<String, String> byId() {
        var schemas = new HashMap<String, String>();
        try (Stream<Path> files = Files.walk(PUBLISHED)) {
            for (Path file : Stream.concat(files.filter(each -> each.toString().endsWith(".json")), Stream.of(OURS))
                    .toList()) {
                String text = Files.readString(file);
                schemas.put(tree(text).path("$id").asText(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemas;
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
