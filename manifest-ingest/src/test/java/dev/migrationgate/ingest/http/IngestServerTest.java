package dev.migrationgate.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestServerTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final FakePublisher publisher = new FakePublisher();
    private final HttpClient client = HttpClient.newHttpClient();
    private IngestServer server;

    @BeforeEach
    void start() {
        server = start(Catalogues.complete(), 4);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void manifestsAreAcceptedWithTheirDeploymentsAndStatusLinks() throws Exception {
        HttpResponse<String> answer = post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1");

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonObject deployment = json(answer).getJsonArray("deployments").getJsonObject(0);
        assertThat(deployment.getString("applicationId"))
                .isEqualTo("fincorp/retail-banking/production/payment-gateway/payment-api");
        assertThat(deployment.getString("deploymentId")).matches("d[a-z2-7]{25}");
        assertThat(deployment.getBoolean("migration")).isTrue();
        assertThat(get(deployment.getString("status")).statusCode()).isEqualTo(200);
        assertThat(publisher.published).hasSize(1);
    }

    @Test
    void theSameKeyTwiceIsTheSameDeploymentAndPublishesNothing() throws Exception {
        JsonObject first = json(post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1"));
        JsonObject second = json(post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1"));

        assertThat(second.getJsonArray("deployments")).isEqualTo(first.getJsonArray("deployments"));
        assertThat(second.getBoolean("repeated")).isTrue();
        assertThat(publisher.published).hasSize(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() throws Exception {
        post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1");
        String other = GuideManifests.ALL.replace("1.0.0", "1.0.1");

        assertProblem(post("/v1/deployments", other, "Idempotency-Key", "merge-1"), 422);
        assertThat(publisher.published).hasSize(1);
    }

    @Test
    void withoutAKeyTheBodyIsTheKeyAndTheAnswerSaysSo() throws Exception {
        JsonObject answer = json(post("/v1/deployments", GuideManifests.ALL));

        assertThat(answer.getString("deliveryId")).startsWith("body-sha256:");
        assertThat(answer.getString("note")).contains("Idempotency-Key");
    }

    @Test
    void badManifestsAreAnsweredWithEveryFinding() throws Exception {
        String body = GuideManifests.ALL
                .replace("runMigrationJob", "run_migration_job")
                .replace("payments-db, priv", "other, priv");

        HttpResponse<String> answer = post("/v1/deployments", body);

        assertProblem(answer, 422);
        List<String> codes = new ArrayList<>();
        json(answer).getJsonArray("findings").forEach(each -> codes.add(((JsonObject) each).getString("code")));
        assertThat(codes).containsExactly("MG017", "MG031", "MG036");
        JsonObject finding = json(answer).getJsonArray("findings").getJsonObject(0);
        assertThat(finding.getString("file")).isEqualTo("body");
        assertThat(finding.getInteger("line")).isEqualTo(7);
        assertThat(finding.getInteger("column")).isEqualTo(3);
        assertThat(finding.getString("path")).isEqualTo("spec.run_migration_job");
        assertThat(finding.getString("cure")).isEqualTo("write 'runMigrationJob'");
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void whatCannotBeReadIsABadRequest() throws Exception {
        assertProblem(post("/v1/deployments", "a: ["), 400);
        assertProblem(post("/v1/deployments", ""), 400);
        assertProblem(
                send(request("/v1/deployments")
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, (byte) 0xfe}))),
                400);
        assertProblem(post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "two words"), 400);
    }

    @Test
    void validationPublishesNothing() throws Exception {
        HttpResponse<String> good = post("/v1/validate", GuideManifests.ALL);

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(json(good).getBoolean("valid")).isTrue();
        assertThat(json(good).getJsonArray("applications")).hasSize(1);
        assertProblem(post("/v1/validate", "kind: Application\n"), 422);
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void whileTheBrokerIsAwayNothingIsAcceptedAndTheSameRequestWorksLater() throws Exception {
        publisher.away = true;
        HttpResponse<String> refused = post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1");
        publisher.away = false;
        HttpResponse<String> accepted = post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1");

        assertProblem(refused, 503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(json(accepted).getBoolean("repeated")).isFalse();
    }

    @Test
    void untilTheCatalogueIsReadNothingIsAccepted() throws Exception {
        server.close();
        server = start(new MemoryCatalogue(), 4);

        assertProblem(post("/v1/deployments", GuideManifests.ALL), 503);
    }

    @Test
    void aBodyOverTenMebibytesIsTooLarge() throws Exception {
        HttpResponse<String> answer = post("/v1/deployments", "# " + "x".repeat(10 * 1024 * 1024));

        assertProblem(answer, 413);
    }

    @Test
    void bodiesOfUnknownLengthAreBoundedToo() throws Exception {
        byte[] chunk = new byte[1024 * 1024];
        var body = HttpRequest.BodyPublishers.ofByteArrays(Collections.nCopies(11, chunk));

        assertProblem(
                send(request("/v1/validate")
                        .header("Content-Type", "application/json")
                        .POST(body)),
                413);
    }

    @Test
    void everyOtherRequestIsAnsweredWithAProblemDocument() throws Exception {
        assertProblem(get("/v2/deployments"), 404);
        assertProblem(get("/v1/deployments/dunknown"), 404);
        HttpResponse<String> wrongMethod = get("/v1/deployments");
        assertProblem(wrongMethod, 405);
        assertThat(wrongMethod.headers().firstValue("Allow")).contains("POST");
        assertProblem(send(request("/v1/deployments").POST(HttpRequest.BodyPublishers.ofString("a: 1"))), 415);
        assertProblem(
                send(request("/v1/validate")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("a: 1"))),
                415);
    }

    @Test
    void moreRequestsThanThePlacesAllowAreServedOneAfterAnother() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(post("/v1/validate", GuideManifests.ALL).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theCallersTraceIsCarriedOnAndAMalformedOneReplaced() throws Exception {
        post("/v1/deployments", GuideManifests.ALL, "traceparent", TRACE);
        post("/v1/deployments", GuideManifests.ALL + "# again\n", "traceparent", "00-nonsense");

        assertThat(publisher.published.getFirst().delivery().traceparent()).isEqualTo(TRACE);
        assertThat(publisher.published.getLast().delivery().traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    private IngestServer start(MemoryCatalogue memory, int places) {
        var intake = new Intake(new Planner(PlanSettings.DEFAULT), memory, publisher, Clock.systemUTC());
        return IngestServer.start(
                "127.0.0.1", 0, places, "/v1/deployments/", intake, memory, new SimpleMeterRegistry());
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).getInteger("status")).isEqualTo(status);
        assertThat(json(answer).getString("title")).isNotBlank();
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }
}
