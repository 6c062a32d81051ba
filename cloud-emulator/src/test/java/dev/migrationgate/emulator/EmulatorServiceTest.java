package dev.migrationgate.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.NotFoundException;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.service.ConfigException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorServiceTest {
    @TempDir
    private Path directory;

    @Test
    void healthIsAnsweredAndCallsAreCountedByMethodAndStatus() throws Exception {
        try (EmulatorService service = EmulatorService.start(config());
                GoogleCloud clients =
                        GoogleCloud.open(Optional.of(service.emulator().endpoint()))) {
            assertThatThrownBy(() -> clients.jobs().getJob(TestCloud.LOCATION + "/jobs/nowhere"))
                    .isInstanceOf(NotFoundException.class);

            assertThat(get(service, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(service, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(service, "/metrics").body())
                    .containsPattern(
                            "grpc_server_processing_duration_seconds_count\\{.*method=\"GetJob\".*statusCode=\"NOT_FOUND\".*} 1");
        }
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> EmulatorService.Config.from(Map.of("EMULATOR_PORT", "x", "MANAGEMENT_PORT", "y")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("EMULATOR_PORT")
                .hasMessageContaining("MANAGEMENT_PORT");
    }

    private EmulatorService.Config config() {
        return EmulatorService.Config.from(Map.of(
                "EMULATOR_PORT",
                "0",
                "MANAGEMENT_PORT",
                "0",
                "EMULATOR_STATE_DIR",
                directory.resolve("state").toString(),
                "EMULATOR_IMAGES_DIR",
                directory.resolve("images").toString()));
    }

    private static HttpResponse<String> get(EmulatorService service, String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + service.managementPort() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
