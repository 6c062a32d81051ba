package dev.migrationgate.ingest.http;

import dev.migrationgate.access.Callers;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.ingest.hook.Hooks;
import dev.migrationgate.ingest.hook.HostBodies;
import dev.migrationgate.ingest.redeploy.Counterparts;
import dev.migrationgate.ingest.redeploy.FakeRecordedRequests;
import dev.migrationgate.ingest.redeploy.Redeployments;
import dev.migrationgate.ingest.source.Commits;
import dev.migrationgate.ingest.source.Following;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.repository.CommitId;
import dev.migrationgate.trace.span.Traces;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** The HTTP server, with hooks of a repository that is served by another, and a host that tells it. */
final class HookServer implements AutoCloseable {
    static final String SECRET = "It's a Secret to Everybody";

    final Following following;
    private final HttpClient client = HttpClient.newHttpClient();
    private final IngestServer server;

    HookServer(Path folder) throws IOException {
        this(folder, config -> config, commits -> commits, Duration.ofSeconds(60));
    }

    HookServer(
            Path folder, UnaryOperator<RepositoryConfig> configured, UnaryOperator<Commits> commits, Duration patience)
            throws IOException {
        this(folder, configured, commits, patience, _ -> SECRET.getBytes(StandardCharsets.UTF_8));
    }

    HookServer(
            Path folder,
            UnaryOperator<RepositoryConfig> configured,
            UnaryOperator<Commits> commits,
            Duration patience,
            Secrets secrets)
            throws IOException {
        following = new Following(folder, configured, true, commits);
        List<Hooks> hosts = Arrays.stream(RepositoryConfig.Provider.values())
                .map(provider -> Hooks.of(provider, List.of(following.config), secrets, Clock.systemUTC()))
                .toList();
        var routes = new HookRoutes(following.sources.pushes(), "/v1/deployments/", following.metrics, patience);
        server = IngestServer.start(
                "127.0.0.1",
                0,
                RequestLimits.of(64),
                PlanSettings.DEFAULT,
                "/v1/deployments/",
                following.intake,
                following.memory,
                following.publisher,
                new Redeployments(
                        following.intake,
                        new FakeRecordedRequests(),
                        new Counterparts(new Planner(PlanSettings.DEFAULT), following.memory)),
                Callers.anybody(),
                following.metrics,
                Traces.off(),
                workers -> routes.hooks(hosts, workers));
    }

    /** Tells of a push, as GitHub does. */
    HttpResponse<String> push(String id, String before, CommitId after) throws Exception {
        String body = HostBodies.githubPush(following.config.name(), "refs/heads/main", before, after.value());
        return tell(id, "push", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Tells of something, as GitHub does. */
    HttpResponse<String> tell(String id, String event, byte[] body) throws Exception {
        return send(request("/hooks/github", body)
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", id)
                .header("X-Hub-Signature-256", HostBodies.githubSignature(SECRET, body)));
    }

    int port() {
        return server.port();
    }

    HttpRequest.Builder request(String path, byte[] body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    double counted(String provider, String outcome) {
        return following
                .metrics
                .counter("ingest.hooks", "provider", provider, "outcome", outcome)
                .count();
    }

    @Override
    public void close() {
        server.close();
        client.close();
        following.close();
    }
}
