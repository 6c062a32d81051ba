package dev.migrationgate.manifests.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Shape;
import dev.migrationgate.manifests.model.Shapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the published files against the model. {@code -Dschemas.write} writes them anew. */
class PublishedSchemasTest {
    private static final Path FOLDER = Path.of("..", "docs", "schema");

    @Test
    void thePublishedSchemasAreThoseOfTheModel() throws IOException {
        Map<String, String> made = Schemas.files();
        if (System.getProperty("schemas.write") != null) {
            write(made);
        }

        assertThat(published()).as("published files").containsExactlyInAnyOrderElementsOf(made.keySet());
        for (var file : made.entrySet()) {
            assertThat(Files.readString(FOLDER.resolve(file.getKey())))
                    .as(file.getKey() + "; -Dschemas.write writes it anew")
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void everyDescriptionIsOfAFieldThatThereIs() {
        Set<String> fields = new HashSet<>();
        Stream.of(Kind.values()).flatMap(kind -> Shapes.of(kind).stream()).forEach(shape -> collect(shape, fields));

        assertThat(fields).containsAll(Descriptions.FIELDS.keySet());
    }

    private static void collect(Shape shape, Set<String> fields) {
        switch (shape) {
            case Shape.Struct struct -> {
                fields.addAll(struct.fields().keySet());
                struct.fields().values().forEach(inner -> collect(inner, fields));
            }
            case Shape.ListOf list -> collect(list.item(), fields);
            case Shape.MapOf map -> collect(map.value(), fields);
            case Shape.Text _, Shape.OneOf _, Shape.Flag _, Shape.Whole _, Shape.Anything _ -> {
                // These have no fields.
            }
        }
    }

    private static List<String> published() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList();
        }
    }

    private static void write(Map<String, String> made) throws IOException {
        Files.createDirectories(FOLDER);
        for (String old : published()) {
            Files.delete(FOLDER.resolve(old));
        }
        for (var file : made.entrySet()) {
            Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
        }
    }
}
