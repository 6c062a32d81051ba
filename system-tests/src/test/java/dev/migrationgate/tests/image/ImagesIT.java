package dev.migrationgate.tests.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/** What every image promises to those who run it. */
@Tag("containers")
class ImagesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DockerClient engine = DockerClientFactory.instance().client();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifest-ingest",
                "migration-runner",
                "service-deployer",
                "deployment-ledger",
                "cloud-emulator",
                "cli"
            })
    void isNobodysRootAndSaysWhatIsInIt(String name) throws Exception {
        InspectImageResponse image = engine.inspectImageCmd(reference(name)).exec();
        ContainerConfig config = Objects.requireNonNull(image.getConfig());
        JsonNode bom = JSON.readTree(output(name, List.of("cat", "/app/sbom.cdx.json")));

        assertThat(config.getUser()).isEqualTo("10001:10001");
        assertThat(config.getLabels())
                .containsEntry("org.opencontainers.image.title", name)
                .containsEntry("org.opencontainers.image.licenses", "Apache-2.0")
                .containsEntry("dev.migrationgate.sbom", "/app/sbom.cdx.json")
                .containsKeys("org.opencontainers.image.version", "org.opencontainers.image.base.name");
        assertThat(config.getEntrypoint())
                .contains("-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError")
                .startsWith("java");
        // What the clock says would make two builds two images.
        assertThat(image.getCreated()).startsWith("1970-01-01T00:00:00");
        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bom.path("components").findValuesAsText("purl"))
                .anyMatch(each -> each.startsWith("pkg:maven/dev.migrationgate/"))
                .anyMatch(each -> each.startsWith("pkg:maven/com.fasterxml.jackson.core/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"manifest-ingest", "migration-runner", "service-deployer", "deployment-ledger", "cloud-emulator"
            })
    void aServicesImageHasAHealthCheckAndAnArchiveThatFits(String name) {
        ContainerConfig config = Objects.requireNonNull(
                engine.inspectImageCmd(reference(name)).exec().getConfig());

        // With what it starts with, but for the main class; the JVM refuses what does not fit.
        List<String> entrypoint = Arrays.asList(Objects.requireNonNull(config.getEntrypoint()));
        List<String> version = new ArrayList<>(entrypoint.subList(0, entrypoint.size() - 1));
        version.addAll(List.of("-Xshare:on", "-Xlog:cds", "-version"));

        HealthCheck health = config.getHealthcheck();
        assertThat(health).as("the health check of " + name).isNotNull();
        assertThat(Objects.requireNonNull(health).getTest())
                .anyMatch(word -> word.contains("/readyz") && word.contains("MANAGEMENT_PORT"));
        assertThat(output(name, version)).contains("/app/app.jsa").doesNotContain("rror");
    }

    /** What a command in the image prints, as its own user, who can write nothing. */
    private static String output(String name, List<String> command) {
        try (GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(reference(name)))
                .withCreateContainerCmdModifier(creation -> creation.withEntrypoint(command)
                        .withCmd(List.of())
                        .withHostConfig(HostConfig.newHostConfig()
                                .withReadonlyRootfs(true)
                                .withNetworkMode("none")))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            container.start();
            return container.getLogs();
        }
    }

    private static String reference(String name) {
        return "migration-gate/" + name + ":" + System.getProperty("image.version", "0.1.0-SNAPSHOT");
    }
}
