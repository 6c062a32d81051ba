package dev.migrationgate.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.NotFoundException;
import com.google.api.gax.rpc.ResourceExhaustedException;
import com.google.api.gax.rpc.UnavailableException;
import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.DeleteJobRequest;
import com.google.cloud.run.v2.ExecutionTemplate;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.TaskTemplate;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.service.ConfigException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
    void faultsAreSetWhileItRuns() throws Exception {
        try (EmulatorService service = EmulatorService.start(config());
                GoogleCloud clients =
                        GoogleCloud.open(Optional.of(service.emulator().endpoint()))) {
            CreateJobRequest job = CreateJobRequest.newBuilder()
                    .setParent(TestCloud.LOCATION)
                    .setJobId("one")
                    .setJob(Job.newBuilder()
                            .setTemplate(ExecutionTemplate.newBuilder()
                                    .setTemplate(TaskTemplate.newBuilder()
                                            .addContainers(
                                                    Container.newBuilder().setImage("registry/app:1")))))
                    .build();

            put(service, "{'rules':[{'method':'CreateJob','before':'RESOURCE_EXHAUSTED'}]}");
            assertThatThrownBy(() -> clients.jobs().createJobCallable().call(job))
                    .isInstanceOf(ResourceExhaustedException.class);
            assertThatThrownBy(() -> clients.jobs().getJob(TestCloud.LOCATION + "/jobs/one"))
                    .isInstanceOf(NotFoundException.class);

            put(service, "{'rules':[{'method':'CreateJob','before':'DROP'}]}");
            assertThatThrownBy(() -> clients.jobs().createJobCallable().call(job))
                    .satisfies(EmulatorServiceTest::cut);
            assertThatThrownBy(() -> clients.jobs().getJob(TestCloud.LOCATION + "/jobs/one"))
                    .isInstanceOf(NotFoundException.class);

            put(service, "{'rules':[{'method':'CreateJob','after':'DROP'}]}");
            assertThatThrownBy(() -> clients.jobs().createJobCallable().call(job))
                    .satisfies(EmulatorServiceTest::cut);
            assertThat(clients.jobs().getJob(TestCloud.LOCATION + "/jobs/one").getName())
                    .endsWith("/jobs/one");

            put(service, "{'rules':[{'method':'DeleteJob','perMinute':0}]}");
            assertThatThrownBy(() -> clients.jobs()
                            .deleteJobCallable()
                            .call(DeleteJobRequest.newBuilder()
                                    .setName(TestCloud.LOCATION + "/jobs/one")
                                    .build()))
                    .isInstanceOf(ResourceExhaustedException.class);
        }
    }

    /** What the client itself makes of it: it was told no status. */
    private static void cut(Throwable error) {
        assertThat(error).isInstanceOf(UnavailableException.class).hasStackTraceContaining("Connection reset");
    }

    @Test
    void aPlanThatMakesNoSenseIsRefusedAndTheOldOneStays() throws Exception {
        try (EmulatorService service = EmulatorService.start(config())) {
            put(service, "{'rules':[{'method':'CreateJob','percent':5,'before':'UNAVAILABLE'}]}");

            HttpResponse<String> answer = put(service, "{'rules':[{'method':'CreateJob','before':'UNAVAILBLE'}]}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("'UNAVAILBLE' is no status");
            assertThat(get(service, "/v1/faults").body()).isEqualTo("{\"rules\":1,\"refused\":0}");
        }
    }

    @Test
    void aPlanIsReadFromItsFileAtTheStart() throws Exception {
        Path plan = directory.resolve("plan.json");
        Files.writeString(plan, "{\"rules\":[{\"method\":\"GetJob\",\"before\":\"RESOURCE_EXHAUSTED\"}]}");

        try (EmulatorService service = EmulatorService.start(config(Map.of("EMULATOR_FAULTS", plan.toString())));
                GoogleCloud clients =
                        GoogleCloud.open(Optional.of(service.emulator().endpoint()))) {
            assertThatThrownBy(() -> clients.jobs().getJob(TestCloud.LOCATION + "/jobs/one"))
                    .isInstanceOf(ResourceExhaustedException.class);
            assertThat(get(service, "/v1/faults").body()).isEqualTo("{\"rules\":1,\"refused\":1}");
        }
    }

    @Test
    void aFileWithoutASensiblePlanKeepsItFromStarting() throws Exception {
        Path plan = directory.resolve("plan.json");
        Files.writeString(plan, "{\"rules\":[{\"method\":\"Get.*\",\"stale\":true,\"delayMillis\":5}]}");

        assertThatThrownBy(() -> config(Map.of("EMULATOR_FAULTS", plan.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("EMULATOR_FAULTS")
                .hasMessageContaining("exactly one of");
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> EmulatorService.Config.from(Map.of("EMULATOR_PORT", "x", "MANAGEMENT_PORT", "y")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("EMULATOR_PORT")
                .hasMessageContaining("MANAGEMENT_PORT");
    }

    private EmulatorService.Config config() {
        return config(Map.of());
    }

    private EmulatorService.Config config(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("EMULATOR_PORT", "0");
        environment.put("MANAGEMENT_PORT", "0");
        environment.put("EMULATOR_STATE_DIR", directory.resolve("state").toString());
        environment.put("EMULATOR_IMAGES_DIR", directory.resolve("images").toString());
        return EmulatorService.Config.from(environment);
    }

    private static HttpResponse<String> put(EmulatorService service, String plan) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + service.managementPort() + "/v1/faults");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(address)
                            .PUT(HttpRequest.BodyPublishers.ofString(plan.replace('\'', '"')))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HttpResponse<String> get(EmulatorService service, String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + service.managementPort() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
