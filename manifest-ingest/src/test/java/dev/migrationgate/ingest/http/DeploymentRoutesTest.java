package dev.migrationgate.ingest.http;

import static dev.migrationgate.ingest.http.TestServer.assertProblem;
import static dev.migrationgate.ingest.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.TooLargeException;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are announced as JSON. */
class DeploymentRoutesTest {
    private static final List<String> MANIFESTS = new ManifestReader()
            .read("guide", GuideManifests.ALL).manifests().stream()
                    .map(Manifest::canonical)
                    .toList();

    private final FakePublisher publisher = new FakePublisher();
    private final TestServer server = new TestServer(Catalogues.complete(), 4, publisher);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=UTF-8"})
    void aListOfManifestsIsAccepted(String type) throws Exception {
        HttpResponse<String> answer = post("/v1/deployments", type, MANIFESTS.toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(json(answer).getJsonArray("deployments")).hasSize(1);
        assertThat(publisher.published).hasSize(1);
    }

    @Test
    void oneManifestIsAccepted() throws Exception {
        HttpResponse<String> answer = post("/v1/deployments", "application/json", MANIFESTS.getLast());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(publisher.published).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/deployments", "/v1/validate"})
    void aBodyInYamlIsNotJson(String path) throws Exception {
        HttpResponse<String> answer = post(path, "application/json; charset=utf-8", GuideManifests.ALL);

        assertProblem(answer, 400);
        assertThat(finding(answer).getString("message")).startsWith("this is not JSON: ");
        assertThat(finding(answer).getString("cure")).contains("announce YAML");
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void whatFitsIntoNoTopicIsRefusedForGood() throws Exception {
        publisher.acknowledgement = CompletableFuture.failedFuture(new TooLargeException("it has 9 bytes, and 8 fit"));

        HttpResponse<String> answer = post("/v1/deployments", "application/json", MANIFESTS.toString());

        assertProblem(answer, 413);
        assertThat(json(answer).getString("detail")).startsWith("it has 9 bytes, and 8 fit; make ");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void brokenJsonIsAnsweredWithItsLineAndColumn() throws Exception {
        HttpResponse<String> answer = post("/v1/deployments", "application/json", "{\n  \"kind\": \"Secret\",\n}");

        assertProblem(answer, 400);
        JsonObject finding = finding(answer);
        assertThat(finding.getString("file")).isEqualTo("body");
        assertThat(finding.getInteger("line")).isEqualTo(3);
        assertThat(finding.getInteger("column")).isEqualTo(1);
        assertThat(finding.getString("code")).isEqualTo("MG001");
        assertThat(finding.getString("message"))
                .isEqualTo("this is not JSON: expected double-quote to start field name");
    }

    @Test
    void documentsThatFollowEachOtherAreNotJson() throws Exception {
        assertProblem(post("/v1/deployments", "application/json", String.join("\n---\n", MANIFESTS)), 400);
        assertProblem(post("/v1/deployments", "application/json", String.join("\n", MANIFESTS)), 400);
        assertThat(publisher.published).isEmpty();
    }

    @Test
    void jsonMayStillBePostedAsTheYamlThatItIs() throws Exception {
        String documents = String.join("\n---\n", MANIFESTS);

        assertThat(post("/v1/deployments", "application/yaml", documents).statusCode())
                .isEqualTo(202);
    }

    @Test
    void jsonThatIsNoManifestIsReadAndFoundWrong() throws Exception {
        HttpResponse<String> answer = post("/v1/deployments", "application/json", "[\"text\"]");

        assertProblem(answer, 422);
        assertThat(finding(answer).getString("code")).isEqualTo("MG007");
    }

    /** The only finding. */
    private static JsonObject finding(HttpResponse<String> answer) {
        assertThat(json(answer).getJsonArray("findings")).hasSize(1);
        return json(answer).getJsonArray("findings").getJsonObject(0);
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return server.send(
                server.request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
