package dev.migrationgate.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.manifests.plan.Planning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples that we ship are without any finding, version after version. */
class ExampleManifestsTest {
    private static final List<String> VERSIONS = List.of("v1", "v2", "v3");

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsWithoutFindings(Path example) throws IOException {
        Catalogue known = Catalogue.empty();
        for (String version : VERSIONS) {
            var findings = new ArrayList<Finding>();
            List<Manifest> posted = read(example.resolve(version), findings);

            Planning planning = new Planner(PlanSettings.DEFAULT).plan(posted, known);

            assertThat(findings).isEmpty();
            assertThat(planning.findings()).isEmpty();
            assertThat(planning.plans()).hasSize(1);
            known = known.with(posted);
        }
    }

    private static List<Manifest> read(Path folder, List<Finding> findings) throws IOException {
        var manifests = new ArrayList<Manifest>();
        for (Path file : files(folder)) {
            Reading reading = new ManifestReader().read(file.toString(), Files.readString(file));
            manifests.addAll(reading.manifests());
            findings.addAll(reading.findings());
        }
        return manifests;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..", "examples"))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("v1")))
                    .sorted()
                    .toList();
        }
    }
}
