package dev.migrationgate.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.Callers;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.intake.AnyImage;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.redeploy.Counterparts;
import dev.migrationgate.ingest.redeploy.FakeRecordedRequests;
import dev.migrationgate.ingest.redeploy.Redeployments;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.trace.span.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The HTTP server in front of a publisher that keeps everything in memory, and a client of it. */
final class TestServer implements AutoCloseable {
    final FakePublisher publisher;
    final FakeRecordedRequests recorded = new FakeRecordedRequests();
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final HttpClient client = HttpClient.newHttpClient();
    private final IngestServer server;

    TestServer(MemoryCatalogue memory, int places, FakePublisher publisher) {
        this(memory, places, publisher, Callers.anybody());
    }

    TestServer(MemoryCatalogue memory, int places, FakePublisher publisher, Callers callers) {
        this(memory, RequestLimits.of(places), publisher, callers, List.of());
    }

    TestServer(
            MemoryCatalogue memory, RequestLimits limits, FakePublisher publisher, Callers callers, List<Hook> hooks) {
        this.publisher = publisher;
        var planner = new Planner(PlanSettings.DEFAULT);
        var intake = new Intake(planner, memory, publisher, new AnyImage(), Clock.systemUTC());
        this.server = IngestServer.start(
                "127.0.0.1",
                0,
                limits,
                PlanSettings.DEFAULT,
                "/v1/deployments/",
                intake,
                memory,
                publisher,
                new Redeployments(intake, recorded, new Counterparts(planner, memory)),
                callers,
                metrics,
                Traces.off(),
                _ -> hooks);
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(10));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).getInteger("status")).isEqualTo(status);
        assertThat(json(answer).getString("title")).isNotBlank();
    }

    static JsonObject json(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
