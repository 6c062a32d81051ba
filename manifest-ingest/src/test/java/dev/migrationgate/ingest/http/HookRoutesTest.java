package dev.migrationgate.ingest.http;

import static dev.migrationgate.ingest.http.TestServer.assertProblem;
import static dev.migrationgate.ingest.http.TestServer.json;
import static dev.migrationgate.ingest.source.ShopFiles.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.ingest.hook.HostBodies;
import dev.migrationgate.ingest.source.SlowCommits;
import dev.migrationgate.repository.CommitId;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookRoutesTest {
    @TempDir
    Path folder;

    private HookServer gate;
    private CommitId first;

    @BeforeEach
    void start() throws Exception {
        gate = new HookServer(folder);
        first = gate.following.commit(SHOP);
    }

    @AfterEach
    void stop() {
        gate.close();
    }

    @Test
    void aMergeBecomesDeploymentsAsAPostDoes() throws Exception {
        HttpResponse<String> answer = gate.push("1", HostBodies.NO_COMMIT, first);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonObject deployment = json(answer).getJsonArray("deployments").getJsonObject(0);
        assertThat(json(answer).getString("deliveryId")).isEqualTo("github:1");
        assertThat(deployment.getString("applicationId")).isEqualTo("acme/retail/production/shop/mail");
        assertThat(deployment.getString("status")).startsWith("/v1/deployments/d");
        assertThat(answer.headers().firstValue("traceparent")).isPresent();
        assertThat(gate.following
                        .publisher
                        .published
                        .getFirst()
                        .delivery()
                        .origin()
                        .actor())
                .contains("octocat");
        assertThat(gate.counted("github", "accepted")).isEqualTo(1);
    }

    @Test
    void aRedeliveryAndTheSameBodyUnderANewIdAreTheSameDeployments() throws Exception {
        JsonObject before = json(gate.push("1", HostBodies.NO_COMMIT, first));
        HttpResponse<String> again = gate.push("1", HostBodies.NO_COMMIT, first);
        HttpResponse<String> renamed = gate.push("2", HostBodies.NO_COMMIT, first);

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(json(again).getBoolean("repeated")).isTrue();
        assertThat(json(again).getJsonArray("deployments")).isEqualTo(before.getJsonArray("deployments"));
        assertThat(json(renamed).getJsonArray("deployments")).isEqualTo(before.getJsonArray("deployments"));
        assertThat(gate.following.publisher.published).hasSize(1);
    }

    @Test
    void whatDeploysNothingIsAnsweredWith200AndTheReason() throws Exception {
        gate.push("1", HostBodies.NO_COMMIT, first);
        CommitId second = gate.following.commit(SHOP.with("README.md", "Better"));
        CommitId third = gate.following.commit(SHOP.version("mail", "2.0.0"));

        assertIgnored(gate.push("2", first.value(), second), "nothing that deploys differs");
        assertThat(gate.push("3", second.value(), third).statusCode()).isEqualTo(202);
        assertIgnored(gate.push("4", HostBodies.NO_COMMIT, second), "superseded");
        assertIgnored(gate.tell("5", "issues", bytes("{}")), "deploys nothing");
        HttpResponse<String> ping = gate.tell("6", "ping", bytes(HostBodies.githubPing("acme/manifests")));
        assertThat(ping.statusCode()).isEqualTo(200);
        assertThat(json(ping).getString("message")).startsWith("pong");
    }

    @Test
    void anInvalidCommitIsAnsweredWithItsFindingsAndMendedByTheNext() throws Exception {
        gate.push("1", HostBodies.NO_COMMIT, first);
        CommitId invalid = gate.following.commit(SHOP.version("mail", "2.0.0").broken("orders"));
        HttpResponse<String> refused = gate.push("2", first.value(), invalid);

        assertProblem(refused, 422);
        assertThat(json(refused).getJsonArray("findings").getJsonObject(0).getString("file"))
                .isEqualTo("manifests/orders/config.yaml");
        CommitId mended = gate.following.commit(SHOP.version("mail", "2.0.0").version("orders", "2.0.0"));
        HttpResponse<String> accepted = gate.push("3", invalid.value(), mended);
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(gate.following.last()).containsExactly("mail 2.0.0", "orders 2.0.0");
    }

    @Test
    void whatIsNotSignedReachesNobody() throws Exception {
        String body = HostBodies.githubPush("acme/manifests", "refs/heads/main", HostBodies.NO_COMMIT, first.value());
        byte[] other = bytes(body.replace("octocat", "mallory"));
        String signature = HostBodies.githubSignature(HookServer.SECRET, bytes(body));

        assertProblem(gate.send(github(other, signature)), 401);
        assertProblem(gate.send(github(bytes(body), "sha256=" + "0".repeat(64))), 401);
        assertProblem(gate.send(github(bytes(body), "sha1=" + "0".repeat(40))), 401);
        assertProblem(gate.send(github(bytes(body), signature).header("X-Hub-Signature-256", signature)), 401);
        assertProblem(
                gate.send(gate.request("/hooks/github", bytes(body)).header("Content-Type", "application/json")), 401);
        assertThat(gate.following.publisher.published).isEmpty();
        assertThat(gate.following.server.requests()).isEmpty();
        assertThat(gate.counted("github", "unsigned")).isEqualTo(5);
    }

    @Test
    void aRepositoryThatIsNotConfiguredIsNotFound() throws Exception {
        String body = HostBodies.githubPush("acme/unknown", "refs/heads/main", HostBodies.NO_COMMIT, first.value());

        assertProblem(gate.tell("1", "push", bytes(body)), 404);
        assertProblem(
                gate.send(gate.request("/hooks/gitlab", bytes("{}")).header("Content-Type", "application/json")), 404);
    }

    @Test
    void aDeliveryWithoutAnIdIsRefused() throws Exception {
        byte[] body =
                bytes(HostBodies.githubPush("acme/manifests", "refs/heads/main", HostBodies.NO_COMMIT, first.value()));

        assertProblem(
                gate.send(gate.request("/hooks/github", body)
                        .header("Content-Type", "application/json")
                        .header("X-GitHub-Event", "push")
                        .header("X-Hub-Signature-256", HostBodies.githubSignature(HookServer.SECRET, body))),
                400);
    }

    @Test
    void theSizeOfABodyIsBoundedWhetherItIsAnnouncedOrNot() throws Exception {
        byte[] large = new byte[10 * 1024 * 1024 + 1];
        assertProblem(gate.send(github(large, HostBodies.githubSignature(HookServer.SECRET, large))), 413);
        var chunks = HttpRequest.BodyPublishers.ofByteArrays(Collections.nCopies(11, new byte[1024 * 1024]));
        assertProblem(
                gate.send(gate.request("/hooks/github", large)
                        .header("Content-Type", "application/json")
                        .POST(chunks)),
                413);
    }

    @Test
    void aFormOrACompressedBodyIsNotTaken() throws Exception {
        assertProblem(
                gate.send(gate.request("/hooks/github", bytes("payload=%7B%7D"))
                        .header("Content-Type", "application/x-www-form-urlencoded")),
                415);
        assertProblem(
                gate.send(gate.request("/hooks/github", bytes("{}"))
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")),
                415);
        HttpResponse<String> get =
                gate.send(gate.request("/hooks/github", bytes("")).GET());
        assertProblem(get, 405);
    }

    @Test
    void aRepositoryOrKafkaOutOfReachIs503AndTheNextTimeItIsTaken() throws Exception {
        gate.following.server.behave(exchange -> {
            exchange.sendResponseHeaders(502, -1);
            return true;
        });
        HttpResponse<String> away = gate.push("1", HostBodies.NO_COMMIT, first);
        gate.following.server.behave(_ -> false);
        gate.following.publisher.away = true;
        HttpResponse<String> kafka = gate.push("1", HostBodies.NO_COMMIT, first);
        gate.following.publisher.away = false;

        assertProblem(away, 503);
        assertProblem(kafka, 503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        assertThat(gate.push("1", HostBodies.NO_COMMIT, first).statusCode()).isEqualTo(202);
    }

    @Test
    void aHostThatWaitsNoLongerHears503AndThePushIsTakenAllTheSame(@TempDir Path other) throws Exception {
        var opened = new CountDownLatch(1);
        try (var slow = new HookServer(
                other, config -> config, commits -> new SlowCommits(commits, opened), Duration.ofMillis(50))) {
            CommitId commit = slow.following.commit(SHOP);

            assertProblem(slow.push("1", HostBodies.NO_COMMIT, commit), 503);
            assertThat(slow.counted("github", "late")).isEqualTo(1);
            opened.countDown();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> slow.following.head().isPresent());
            assertThat(slow.following.all()).containsExactly("mail 1.0.0", "orders 1.0.0");
        }
    }

    @Test
    void aSecretThatIsReadSlowlyIsPartOfTheHostsPatience(@TempDir Path other) throws Exception {
        var opened = new CountDownLatch(1);
        Secrets secrets = _ -> {
            try {
                assertThat(opened.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return bytes(HookServer.SECRET);
        };
        try (var slow = new HookServer(other, config -> config, commits -> commits, Duration.ofMillis(50), secrets)) {
            CommitId commit = slow.following.commit(SHOP);

            assertProblem(slow.push("1", HostBodies.NO_COMMIT, commit), 503);
            assertThat(slow.following.head()).isEmpty();
            opened.countDown();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> slow.following.head().isPresent());
        }
    }

    private HttpRequest.Builder github(byte[] body, String signature) {
        return gate.request("/hooks/github", body)
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "push")
                .header("X-GitHub-Delivery", "1")
                .header("X-Hub-Signature-256", signature);
    }

    private static void assertIgnored(HttpResponse<String> answer, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).getString("ignored")).contains(reason);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
