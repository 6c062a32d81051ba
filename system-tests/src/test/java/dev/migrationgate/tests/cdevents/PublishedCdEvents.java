package dev.migrationgate.tests.cdevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schemas of CDEvents as they are published, and ours of a migration's content. */
public final class PublishedCdEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String OURS = "urn:dev.migrationgate:cdevents:migration:0.1.0";
    private static final String CUSTOM = "https://cdevents.dev/0.5.1/schema/custom";
    private static final Map<String, List<String>> OF = Map.of(
            "dev.cdevents.change.merged.0.3.0",
            List.of("https://cdevents.dev/0.5.1/schema/change-merged-event"),
            "dev.cdevents.service.deployed.0.3.0",
            List.of("https://cdevents.dev/0.5.1/schema/service-deployed-event"),
            "dev.cdeventsx.migrationgate-migration.started.0.1.0",
            List.of(CUSTOM, OURS),
            "dev.cdeventsx.migrationgate-migration.finished.0.1.0",
            List.of(CUSTOM, OURS));

    private final SchemaRegistry registry;

    /** Reads them. */
    public PublishedCdEvents() throws IOException {
        Map<String, String> schemas = new HashMap<>();
        for (String folder : List.of("deployment-ledger/src/test/resources/cdevents", "docs/schema/cdevents")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".json")).toList()) {
                    String text = Files.readString(file);
                    schemas.put(JSON.readTree(text).path("$id").asText(), text);
                }
            }
        }
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas));
    }

    /** What the schemas of its type have against an event. */
    public List<String> errors(JsonNode event) {
        String type = event.at("/context/type").asText();
        return OF.getOrDefault(type, List.of("https://cdevents.dev/no-schema-of/" + type)).stream()
                .map(id -> registry.getSchema(SchemaLocation.of(id)))
                .flatMap(schema -> schema
                        .validate(
                                event,
                                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                        .stream())
                .map(Error::toString)
                .toList();
    }
}
