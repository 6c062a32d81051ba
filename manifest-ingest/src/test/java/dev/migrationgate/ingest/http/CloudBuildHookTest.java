package dev.migrationgate.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.Callers;
import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.build.BuildInbox;
import dev.migrationgate.ingest.build.BuildIntake;
import dev.migrationgate.ingest.build.BuildMessages;
import dev.migrationgate.ingest.build.FakeBuildLetters;
import dev.migrationgate.ingest.build.PushToken;
import dev.migrationgate.ingest.build.PushToken.Standing;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.intake.AnyImage;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.UnavailableException;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudBuildHookTest {
    private final FakePublisher publisher = new FakePublisher();
    private final FakeBuildLetters letters = new FakeBuildLetters();
    private final HttpClient client = HttpClient.newHttpClient();
    private IngestServer server;

    @BeforeEach
    void start() {
        MemoryCatalogue memory = Catalogues.complete();
        BuildMessages.remember(memory, GuideManifests.ALL);
        var metrics = new SimpleMeterRegistry();
        var planner = new Planner(PlanSettings.DEFAULT);
        var intake = new Intake(planner, memory, publisher, new AnyImage(), Clock.systemUTC());
        var inbox = new BuildInbox(new BuildIntake(intake, planner, memory, Set.of("production")), letters, metrics);
        server = IngestServer.start(
                "127.0.0.1",
                0,
                RequestLimits.of(8),
                PlanSettings.DEFAULT,
                "/v1/deployments/",
                intake,
                memory,
                publisher,
                new Redeployments(intake, new FakeRecordedRequests(), new Counterparts(planner, memory)),
                Callers.anybody(),
                metrics,
                Traces.off(),
                workers -> List.of(new CloudBuildHook(inbox, new NamedToken(), workers).hook()));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void aPushedBuildIsAnsweredWithoutContentOnceItIsPublished() throws Exception {
        HttpResponse<String> answer = push("trusted", envelope(BuildMessages.build("1.1.0")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(publisher.published).hasSize(1);
    }

    @Test
    void thePushIsNotAnsweredBeforeKafkaAcknowledged() throws Exception {
        publisher.acknowledgement = new CompletableFuture<>();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request("trusted", envelope(BuildMessages.build("1.1.0"))), HttpResponse.BodyHandlers.ofString());

        org.awaitility.Awaitility.await().until(() -> publisher.published.size() == 1);
        assertThat(answer).isNotDone();
        publisher.acknowledgement.complete(null);

        assertThat(answer.get().statusCode()).isEqualTo(204);
    }

    @Test
    void whoeverIsNotTheConfiguredAccountIsTurnedAwayBeforeTheBodyIsLookedAt() throws Exception {
        assertThat(push("forged", "anything").statusCode()).isEqualTo(401);
        assertThat(push("somebody", "anything").statusCode()).isEqualTo(403);
        HttpResponse<String> nobody = client.send(
                HttpRequest.newBuilder(address())
                        .POST(HttpRequest.BodyPublishers.ofString("anything"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(letters.written).isEmpty();
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void troubleOutsideIsAnsweredSoThatTheMessageComesAgain() throws Exception {
        publisher.away = true;

        HttpResponse<String> kafka = push("trusted", envelope(BuildMessages.build("1.1.0")));
        HttpResponse<String> keys = push("unknown", envelope(BuildMessages.build("1.1.0")));

        TestServer.assertProblem(kafka, 503);
        TestServer.assertProblem(keys, 503);
        assertThat(kafka.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void whatNobodyCanReadIsPutAsideAndNotPushedAgain() throws Exception {
        assertThat(push("trusted", envelope("built!")).statusCode()).isEqualTo(204);
        assertThat(push("trusted", "no envelope").statusCode()).isEqualTo(204);

        assertThat(letters.written)
                .extracting(message -> new String(message.data(), StandardCharsets.UTF_8))
                .containsExactly("built!", "no envelope");
    }

    @Test
    void theLongestMessageOfPubSubIsTaken() throws Exception {
        assertThat(push("trusted", envelope("built!" + " ".repeat(10_000_000 - 6)))
                        .statusCode())
                .isEqualTo(204);

        assertThat(letters.written)
                .singleElement()
                .satisfies(message -> assertThat(message.data()).hasSize(10_000_000));
    }

    @Test
    void whatCannotBePutAsideIsPushedAgain() throws Exception {
        letters.acknowledgement = CompletableFuture.failedFuture(new UnavailableException("Kafka is away", null));

        assertThat(push("trusted", "no envelope").statusCode()).isEqualTo(503);
    }

    private HttpResponse<String> push(String token, String body) throws Exception {
        return client.send(request(token, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String token, String body) {
        return HttpRequest.newBuilder(address())
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.port() + "/hooks/cloud-build");
    }

    private static String envelope(String data) {
        String encoded = Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8));
        return new JsonObject()
                .put(
                        "message",
                        new JsonObject()
                                .put("data", encoded)
                                .put("messageId", "2070443601311540")
                                .put("attributes", new JsonObject().put("status", "SUCCESS")))
                .put("subscription", "projects/builds/subscriptions/pushed")
                .encode();
    }

    /** Knows by the token's text what to find. */
    private static final class NamedToken implements PushToken {
        @Override
        public Standing check(String token) {
            return switch (token) {
                case "trusted" -> new Standing.Trusted();
                case "somebody" -> new Standing.Forbidden("Somebody else may push");
                case "unknown" -> new Standing.Unavailable("The issuer's keys are out of reach");
                default -> new Standing.Refused("The token proves nothing");
            };
        }
    }
}
