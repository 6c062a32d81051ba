package dev.migrationgate.manifests.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The published schemas and the reader's own check say the same of a manifest. */
class SchemaAgreementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EXAMPLES = Path.of("..", "examples");

    private static final Validators VALIDATORS = new Validators();

    @Property(tries = 1500)
    void whatHasTheShapeIsTakenByBoth(@ForAll long seed, @ForAll Kind kind) {
        String manifest = json(new RandomManifests(seed).good(kind));

        assertThat(VALIDATORS.readerErrors(manifest)).as(manifest).isEmpty();
        assertThat(VALIDATORS.schemaErrors(Schemas.file(kind), manifest))
                .as(manifest)
                .isEmpty();
        assertThat(VALIDATORS.schemaErrors(Schemas.ANY_KIND, manifest))
                .as(manifest)
                .isEmpty();
    }

    @Property(tries = 3000)
    void whatIsBrokenInOnePlaceIsRefusedByBoth(@ForAll long seed, @ForAll Kind kind) {
        var manifests = new RandomManifests(seed);
        Map<String, Object> made = manifests.good(kind);
        String broken = manifests.breakOne(made);
        String manifest = json(made);
        // Where any metadata goes, another key is no mistake.
        boolean mistake = !(broken.equals("choice 2") && kind.paths().isEmpty());

        assertThat(VALIDATORS.readerErrors(manifest).isEmpty())
                .as("reader, %s: %s", broken, manifest)
                .isNotEqualTo(mistake);
        assertThat(VALIDATORS.schemaErrors(Schemas.file(kind), manifest).isEmpty())
                .as("schema, %s: %s", broken, manifest)
                .isNotEqualTo(mistake);
        assertThat(VALIDATORS.schemaErrors(Schemas.ANY_KIND, manifest).isEmpty())
                .as("schema of any kind, %s: %s", broken, manifest)
                .isNotEqualTo(mistake);
    }

    @Test
    void theExamplesAreTakenByBoth() throws IOException {
        List<Manifest> manifests = examples();

        assertThat(manifests).hasSizeGreaterThan(20);
        for (Manifest manifest : manifests) {
            String kind = Schemas.file(manifest.kind().orElseThrow());
            assertThat(VALIDATORS.schemaErrors(kind, manifest.canonical()))
                    .as(manifest.file())
                    .isEmpty();
            assertThat(VALIDATORS.schemaErrors(Schemas.ANY_KIND, manifest.canonical()))
                    .as(manifest.file())
                    .isEmpty();
        }
    }

    @Test
    void whatIsOnlyAWarningIsTakenByBoth() {
        String manifest = """
                {"apiVersion": "lowops.manifests.v1", "kind": "DeploymentConfig", "extra": 1,
                 "metadata": {"name": 7, "project": "p", "environment": "e", "organizational-unit": "u",
                              "organization": "o"},
                 "spec": {"version": 1.5, "description": true, "unknownField": [1], "unknown_field": 1, "container": null,
                          "scaling": {"min": null, "maximum": "x"}}}""";

        assertThat(VALIDATORS.readerErrors(manifest)).isEmpty();
        assertThat(VALIDATORS.schemaErrors("deployment-config.schema.json", manifest))
                .isEmpty();
        assertThat(VALIDATORS.schemaErrors(Schemas.ANY_KIND, manifest)).isEmpty();
    }

    @Test
    void kindsThatAreNotKnownAndListsOfManifestsAreTakenByBoth() {
        String unknown = """
                {"apiVersion": "lowops.manifests.v1", "kind": "Elephant", "metadata": {"name": "a", "herd": "b"},
                 "spec": {}}""";

        for (String manifest : List.of(unknown, "[" + unknown + "]")) {
            assertThat(VALIDATORS.readerErrors(manifest)).isEmpty();
            assertThat(VALIDATORS.schemaErrors(Schemas.ANY_KIND, manifest)).isEmpty();
        }
        String broken = "[" + unknown.replace("herd", "-") + "]";
        assertThat(VALIDATORS.readerErrors(broken)).isNotEmpty();
        assertThat(VALIDATORS.schemaErrors(Schemas.ANY_KIND, broken)).isNotEmpty();
    }

    private static List<Manifest> examples() throws IOException {
        var reader = new ManifestReader();
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().contains("target"))
                    // What Liquibase reads is no manifest.
                    .filter(file -> !file.endsWith("changelog.yaml"))
                    .map(file -> read(reader, file))
                    .flatMap(reading -> {
                        assertThat(reading.hasErrors())
                                .as(reading.findings().toString())
                                .isFalse();
                        return reading.manifests().stream();
                    })
                    .toList();
        }
    }

    private static Reading read(ManifestReader reader, Path file) {
        try {
            return reader.read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String json(Map<String, Object> manifest) {
        try {
            return JSON.writeValueAsString(manifest);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
