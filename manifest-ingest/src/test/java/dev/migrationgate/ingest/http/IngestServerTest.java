package dev.migrationgate.ingest.http;

import static dev.migrationgate.ingest.http.TestServer.assertProblem;
import static dev.migrationgate.ingest.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.intake.FakePublisher;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestServerTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final FakePublisher publisher = new FakePublisher();
    private TestServer server = new TestServer(Catalogues.complete(), 4, publisher);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void manifestsAreAcceptedWithTheirDeploymentsAndStatusLinks() throws Exception {
        HttpResponse<String> answer = server.post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1");

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonObject deployment = json(answer).getJsonArray("deployments").getJsonObject(0);
        assertThat(deployment.getString("applicationId"))
                .isEqualTo("fincorp/retail-banking/production/payment-gateway/payment-api");
        assertThat(deployment.getString("deploymentId")).matches("d[a-z2-7]{25}");
        assertThat(deployment.getBoolean("migration")).isTrue();
        assertThat(server.get(deployment.getString("status")).statusCode()).isEqualTo(200);
        assertThat(publisher.published).hasSize(1);
    }

    @Test
    void theSameKeyTwiceIsTheSameDeploymentAndPublishesNothing() throws Exception {
        JsonObject first = json(server.post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1"));
        JsonObject second = json(server.post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1"));

        assertThat(second.getJsonArray("deployments")).isEqualTo(first.getJsonArray("deployments"));
        assertThat(second.getBoolean("repeated")).isTrue();
        assertThat(publisher.published).hasSize(1);
    }

    @Test
    void nobodyChoosesAKeyThatLooksLikeAHooksDelivery() throws Exception {
        for (String key : List.of("github:1", "gitlab:1", "catch-up:1", "image:1")) {
            assertProblem(server.post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", key), 400);
        }
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() throws Exception {
        server.post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1");
        String other = GuideManifests.ALL.replace("1.0.0", "1.0.1");

        assertProblem(server.post("/v1/deployments", other, "Idempotency-Key", "merge-1"), 422);
        assertThat(publisher.published).hasSize(1);
    }

    @Test
    void withoutAKeyTheBodyIsTheKeyAndTheAnswerSaysSo() throws Exception {
        JsonObject answer = json(server.post("/v1/deployments", GuideManifests.ALL));

        assertThat(answer.getString("deliveryId")).startsWith("body-sha256:");
        assertThat(answer.getString("note")).contains("Idempotency-Key");
    }

    @Test
    void badManifestsAreAnsweredWithEveryFinding() throws Exception {
        String body = GuideManifests.ALL
                .replace("runMigrationJob", "run_migration_job")
                .replace("payments-db, priv", "other, priv");

        HttpResponse<String> answer = server.post("/v1/deployments", body);

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
        assertProblem(server.post("/v1/deployments", "a: ["), 400);
        assertProblem(server.post("/v1/deployments", ""), 400);
        assertProblem(
                server.send(server.request("/v1/deployments")
                        .header("Content-Type", "application/yaml")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, (byte) 0xfe}))),
                400);
        assertProblem(server.post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "two words"), 400);
    }

    @Test
    void validationPublishesNothing() throws Exception {
        HttpResponse<String> good = server.post("/v1/validate", GuideManifests.ALL);

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(json(good).getBoolean("valid")).isTrue();
        assertThat(json(good).getJsonArray("applications")).hasSize(1);
        assertProblem(server.post("/v1/validate", "kind: Application\n"), 422);
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void whileTheBrokerIsAwayNothingIsAcceptedAndTheSameRequestWorksLater() throws Exception {
        publisher.away = true;
        HttpResponse<String> refused = server.post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1");
        publisher.away = false;
        HttpResponse<String> accepted =
                server.post("/v1/deployments", GuideManifests.ALL, "Idempotency-Key", "merge-1");

        assertProblem(refused, 503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(json(accepted).getBoolean("repeated")).isFalse();
    }

    @Test
    void untilTheCatalogueIsReadNothingIsAccepted() throws Exception {
        server.close();
        server = new TestServer(new MemoryCatalogue(), 4, publisher);

        assertProblem(server.post("/v1/deployments", GuideManifests.ALL), 503);
    }

    @Test
    void aBodyOverTenMebibytesIsTooLarge() throws Exception {
        HttpResponse<String> answer = server.post("/v1/deployments", "# " + "x".repeat(10 * 1024 * 1024));

        assertProblem(answer, 413);
    }

    @Test
    void bodiesOfUnknownLengthAreBoundedToo() throws Exception {
        byte[] chunk = new byte[1024 * 1024];
        var body = HttpRequest.BodyPublishers.ofByteArrays(Collections.nCopies(11, chunk));

        assertProblem(
                server.send(server.request("/v1/validate")
                        .header("Content-Type", "application/json")
                        .POST(body)),
                413);
    }

    @Test
    void everyOtherRequestIsAnsweredWithAProblemDocument() throws Exception {
        assertProblem(server.get("/v2/deployments"), 404);
        assertProblem(server.get("/v1/deployments/dunknown"), 404);
        HttpResponse<String> wrongMethod = server.get("/v1/deployments");
        assertProblem(wrongMethod, 405);
        assertThat(wrongMethod.headers().firstValue("Allow")).contains("POST");
        assertProblem(
                server.send(server.request("/v1/deployments").POST(HttpRequest.BodyPublishers.ofString("a: 1"))), 415);
        assertProblem(
                server.send(server.request("/v1/validate")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("a: 1"))),
                415);
    }

    @Test
    void moreRequestsThanThePlacesAllowAreServedOneAfterAnother() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(server.post("/v1/validate", GuideManifests.ALL).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theCallersTraceIsCarriedOnAndAMalformedOneReplaced() throws Exception {
        server.post("/v1/deployments", GuideManifests.ALL, "traceparent", TRACE);
        server.post("/v1/deployments", GuideManifests.ALL + "# again\n", "traceparent", "00-nonsense");

        assertThat(publisher.published.getFirst().delivery().traceparent()).isEqualTo(TRACE);
        assertThat(publisher.published.getLast().delivery().traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }
}
