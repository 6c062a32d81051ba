package dev.migrationgate.emulator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.emulator.backend.ContainerSpec;
import dev.migrationgate.emulator.backend.ImageException;
import dev.migrationgate.emulator.backend.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTest {
    @TempDir
    Path root;

    @BeforeEach
    void writeImage() throws IOException {
        Path folder = root.resolve("host:5000/team/app/1.0.0");
        Files.createDirectories(folder.resolve("rootfs/app"));
        Files.writeString(folder.resolve("config.json"), """
                {"config": {"Entrypoint": ["sh", "-c"], "Cmd": ["true"], "Env": ["A=b=c"], "WorkingDir": "/app"}}
                """);
    }

    @Test
    void theImageSaysWhatRunsUnlessTheContainerDoes() throws Exception {
        assertThat(launch(List.of(), List.of()).command()).endsWith("-c", "true");
        assertThat(launch(List.of(), List.of("false")).command()).endsWith("-c", "false");
        assertThat(launch(List.of("java"), List.of()).command())
                .containsExactly(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    @Test
    void theEnvironmentIsTheImagesAndTheContainersAlone() throws Exception {
        Map<String, String> environment = launch(List.of(), List.of()).environment();

        assertThat(environment).containsOnlyKeys("A", "X", "PATH", "HOME").containsEntry("A", "b=c");
        assertThat(environment.get("PATH")).startsWith(System.getProperty("java.home"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> new Images(root).find("host:5000/team/app:2.0.0"))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("app:2.0.0");
        assertThatThrownBy(() -> launch(List.of("/no/such"), List.of())).hasMessageContaining("/no/such");
    }

    @Test
    void anImageIsFoundByTheDigestOfWhatIsInItsFolder() throws Exception {
        Images images = new Images(root);
        String digest = images.digestOf("host:5000/team/app:1.0.0").orElseThrow();

        assertThat(images.find("host:5000/team/app@" + digest)).isNotNull();
        assertThat(images.digestOf("host:5000/team/app@" + digest)).contains(digest);
        assertThat(images.find("host:5000/team/app:1.0.0@" + digest)).isNotNull();
        assertThat(images.digestOf("host:5000/team/app:2.0.0")).isEmpty();
        assertThat(images.digestOf("host:5000/team/other@" + digest)).isEmpty();
        assertThat(images.digestOf("../app@" + digest)).isEmpty();
    }

    @Test
    void aCopyHasTheSameDigestAndAnyChangeAnotherUnderWhichTheOldOneIsGone() throws Exception {
        Images images = new Images(root);
        String digest = images.digestOf("host:5000/team/app:1.0.0").orElseThrow();
        Path copy = root.resolve("host:5000/team/app/copy");
        Files.createDirectories(copy);
        Files.copy(root.resolve("host:5000/team/app/1.0.0/config.json"), copy.resolve("config.json"));
        assertThat(images.digestOf("host:5000/team/app:copy")).contains(digest);

        Files.writeString(copy.resolve("one-more"), "file");
        assertThat(images.digestOf("host:5000/team/app:copy")).isPresent().isNotEqualTo(Optional.of(digest));

        Files.writeString(root.resolve("host:5000/team/app/1.0.0/config.json"), "{\"config\": {}}");
        assertThatThrownBy(() -> images.find("host:5000/team/app@" + digest)).isInstanceOf(ImageException.class);
    }

    @Test
    void aFolderThatIsALinkIsTheImageThatItLeadsTo() throws Exception {
        Path link = root.resolve("other/app/9");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, root.resolve("host:5000/team/app/1.0.0"));
        Images images = new Images(root);

        String digest = images.digestOf("other/app:9").orElseThrow();

        assertThat(images.digestOf("host:5000/team/app:1.0.0")).contains(digest);
        assertThat(images.find("other/app@" + digest)).isNotNull();
    }

    private Launch launch(List<String> command, List<String> args) throws ImageException {
        return new Images(root).find("host:5000/team/app:1.0.0").launch(spec(command, args), Map.of("X", "y"));
    }

    private static ContainerSpec spec(List<String> command, List<String> args) {
        return new ContainerSpec("", command, args, "", Map.of(), Limits.of(Map.of()), OptionalInt.empty());
    }
}
