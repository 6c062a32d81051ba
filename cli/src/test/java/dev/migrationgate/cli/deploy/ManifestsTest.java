package dev.migrationgate.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderStandsForItsYamlFilesByName() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("b.yaml"), "kind: B");
        Files.writeString(folder.resolve("sub/c.yml"), "kind: C");
        Files.writeString(folder.resolve("README.md"), "no manifest");
        Files.writeString(folder.resolve("a.yaml"), "kind: A");

        String body = Manifests.under(List.of(folder)).body();

        assertThat(body).isEqualTo("kind: A\n---\nkind: B\n---\nkind: C");
    }

    @Test
    void aPathThatDoesNotExistIsAnError() {
        Manifests manifests = Manifests.under(List.of(folder.resolve("absent.yaml")));

        assertThatThrownBy(manifests::body).isInstanceOf(UncheckedIOException.class);
    }
}
