package dev.migrationgate.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.model.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkTreeTest {
    @TempDir
    private Path folder;

    @Test
    void whatGitKeepsIsReadEvenIfItIsIgnored() throws Exception {
        write("kept.yaml");
        write("generated/deep/kept-as-well.yaml");
        Checkout.commitAll(folder);
        Files.writeString(folder.resolve(".gitignore"), "kept.yaml\ngenerated/\n");

        assertThat(names(folder)).containsExactly("kept", "kept-as-well");
        assertThat(names(folder.resolve("generated"))).containsExactly("kept-as-well");
    }

    @Test
    void whatGitDoesNotKeepIsReadUnlessItIsIgnored() throws Exception {
        write("generated/kept.yaml");
        Checkout.commitAll(folder);
        Files.writeString(folder.resolve(".gitignore"), "generated/\nignored.yaml\n");
        write("new.yaml");
        write("ignored.yaml");
        write("generated/new-but-ignored.yaml");
        write("generated/deep/new-but-ignored.yaml");

        assertThat(names(folder)).containsExactly("kept", "new");
    }

    @Test
    void whatLiesNoLongerThereIsNotRead() throws Exception {
        write("here.yaml");
        write("gone.yaml");
        write("gone/with-its-folder.yaml");
        write("other.yaml");
        Checkout.commitAll(folder);
        Files.delete(folder.resolve("gone.yaml"));
        Files.delete(folder.resolve("gone/with-its-folder.yaml"));
        Files.delete(folder.resolve("gone"));
        Files.delete(folder.resolve("other.yaml"));
        Files.createDirectories(folder.resolve("other.yaml"));

        assertThat(names(folder)).containsExactly("here");
    }

    @Test
    void aFileThatDiffersFromWhatGitKeepsIsReadAsItLies() throws Exception {
        write("kept.yaml");
        Checkout.commitAll(folder);
        Files.writeString(folder.resolve("kept.yaml"), Documents.secret("other"));

        assertThat(names(folder)).containsExactly("other");
    }

    private static List<String> names(Path folder) throws Exception {
        try (WorkTree tree = WorkTree.containing(folder, TreeLimits.DEFAULT).orElseThrow()) {
            return tree.manifests().manifests().stream()
                    .map(Manifest::id)
                    .map(id -> id.name())
                    .sorted()
                    .toList();
        }
    }

    private void write(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        String name = path.getFileName().toString();
        Files.writeString(path, Documents.secret(name.substring(0, name.indexOf('.'))));
    }
}
