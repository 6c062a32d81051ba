package dev.migrationgate.ingest.http;

import static dev.migrationgate.ingest.http.TestServer.assertProblem;
import static dev.migrationgate.ingest.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.plan.PlanSettings;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueRouteTest {
    @Test
    void everythingThatWasAcceptedIsGivenWithTheSettings() throws Exception {
        try (var server = new TestServer(Catalogues.complete(), 4, new FakePublisher())) {
            assertThat(server.post("/v1/deployments", GuideManifests.ALL).statusCode())
                    .isEqualTo(202);

            HttpResponse<String> answer = server.get("/v1/manifests");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            JsonObject settings = json(answer).getJsonObject("settings");
            assertThat(settings.getString("image")).isEqualTo(PlanSettings.DEFAULT.image());
            assertThat(settings.getInteger("migrationSeconds")).isEqualTo(600);
            assertThat(settings.getJsonArray("extensions")).contains("pgcrypto");
            assertThat(read(json(answer).getJsonArray("manifests").encode()))
                    .containsExactlyInAnyOrderElementsOf(read(GuideManifests.ALL));
        }
    }

    @Test
    void moreThanOnePartArrivesWhole() throws Exception {
        try (var server = new TestServer(Catalogues.complete(), 4, new FakePublisher())) {
            for (int i = 0; i < 10; i++) {
                String body = database("db-" + i, "x".repeat(100_000));
                assertThat(server.post("/v1/deployments", body).statusCode()).isEqualTo(202);
            }

            HttpResponse<String> answer = server.get("/v1/manifests");

            assertThat(json(answer).getJsonArray("manifests")).hasSize(10);
        }
    }

    @Test
    void aCatalogueThatIsStillBeingReadIsNotGiven() throws Exception {
        try (var server = new TestServer(new MemoryCatalogue(), 4, new FakePublisher())) {
            assertProblem(server.get("/v1/manifests"), 503);
        }
    }

    private static String database(String name, String description) {
        return """
                apiVersion: lowops.manifests.v1
                kind: Database
                metadata: {name: %s, project: p, environment: e, organizational-unit: u, organization: o}
                spec: {description: %s}
                """.formatted(name, description);
    }

    private static List<String> read(String text) {
        Reading reading = new ManifestReader().read("test", text);
        return reading.manifests().stream().map(Manifest::canonical).toList();
    }
}
