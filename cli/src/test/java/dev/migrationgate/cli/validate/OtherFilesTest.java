package dev.migrationgate.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.Gate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie among manifests, and which of them count: the same as in a merge. */
class OtherFilesTest {
    private static final String COMPOSE = "x: &a {b: 1}\nservices:\n  web:\n    <<: *a\n";
    private static final String CATALOGUE = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: {name: orders, annotations: {github.com/project-slug: an-organization/orders}}
            spec: {type: service, owner: "organization:default/acme"}
            """;

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void aManifest() throws IOException {
        write("organization.yaml", Manifests.ORGANIZATION);
    }

    @Test
    void ofAFolderTheyArePassedOver() throws IOException {
        write("docker-compose.yaml", COMPOSE);
        write("catalog-info.yaml", CATALOGUE);
        write("package.json", "{\"name\": \"orders\", \"private\": true}");
        write(".github/workflows/ci.yaml", "on: push\njobs: {build: {runs-on: ubuntu}}\n");
        Files.write(folder.resolve("latin.yaml"), "organization: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        try (var huge = new RandomAccessFile(folder.resolve("huge.json").toFile(), "rw")) {
            huge.setLength(SourceReader.MAX_BYTES + 1L);
        }

        assertThat(gate(folder.toString())).as(said.toString()).isZero();
        assertThat(said.toString()).contains("1 manifest in 7 files: no errors, 1 warning");
    }

    @Test
    void oneThatIsNamedCounts() throws IOException {
        Path compose = write("docker-compose.yaml", COMPOSE);

        assertThat(gate(compose.toString())).isEqualTo(1);
        assertThat(gate(folder.toString(), compose.toString())).isEqualTo(1);
        assertThat(gate(compose.toString(), folder.toString())).isEqualTo(1);
    }

    @Test
    void whatIsNearlyAManifestHasItsFinding() throws IOException {
        write("misspelt.yaml", Manifests.ORGANIZATION.replace("manifests.v1", "manifest.v1"));
        write("broken.yaml", Manifests.ORGANIZATION + "\t- : broken");
        Files.write(
                folder.resolve("latin.yaml"),
                (Manifests.ORGANIZATION + "# caf\u00e9").getBytes(StandardCharsets.ISO_8859_1));
        write("huge.yaml", Manifests.ORGANIZATION + "# " + "x".repeat(SourceReader.MAX_BYTES));

        assertThat(gate(folder.toString())).isEqualTo(1);
        assertThat(said.toString())
                .containsPattern("misspelt.yaml:.* MG011")
                .containsPattern("broken.yaml:.* MG001")
                .containsPattern("latin.yaml:6:6: .* MG001")
                .containsPattern("huge.yaml:1:1: .* MG002");
    }

    @Test
    void hiddenFoldersAndEndingsInCapitalsAreReadAsInAMerge() throws IOException {
        write(".deploy/config.yaml", Manifests.LONELY_CONFIG);
        write(".config.YML", Manifests.LONELY_CONFIG.replace("orders-api", "billing-api"));

        assertThat(gate(folder.toString())).isEqualTo(1);
        assertThat(said.toString()).contains("3 manifests in 3 files: 2 errors");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private int gate(String... paths) {
        String[] words = new String[paths.length + 1];
        words[0] = "validate";
        System.arraycopy(paths, 0, words, 1, paths.length);
        var out = new PrintWriter(said);
        return Gate.commandLine().setOut(out).setErr(out).execute(words);
    }
}
