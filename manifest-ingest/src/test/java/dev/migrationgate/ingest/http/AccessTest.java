package dev.migrationgate.ingest.http;

import static dev.migrationgate.access.TestCallers.token;
import static dev.migrationgate.ingest.http.TestServer.assertProblem;
import static dev.migrationgate.ingest.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.TestCallers;
import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.intake.FakePublisher;
import io.micrometer.core.instrument.Counter;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private static final String COMMAND = "{\"command\":\"retry\",\"actor\":\"ann\",\"reason\":\"room again\"}";
    private static final String AGAIN =
            "{\"deployment\":\"daaaaaaaaaaaaaaaaaaaaaaaaa\",\"partition\":3,\"offset\":4711,\"migrations\":\"skip\","
                    + "\"reason\":\"slow\",\"actor\":\"ann\"}";
    private final TestCallers callers;
    private final TestServer server;

    AccessTest(@TempDir Path folder) throws Exception {
        callers = new TestCallers(folder);
        server = new TestServer(Catalogues.complete(), 4, new FakePublisher(), callers.callers());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "viewer,   200, 200, 403, 403",
        "deployer, 200, 200, 202, 403",
        "operator, 200, 200, 403, 202",
        "auditor,  200, 403, 403, 403",
        "nobody,   401, 401, 401, 401",
    })
    void aRoleMayWhatItsRouteNeedsAndNoMore(String role, int show, int validate, int deploy, int command)
            throws Exception {
        String deployment = deployed();
        int before = server.publisher.published.size();

        assertThat(get(deployment, role).statusCode()).isEqualTo(show);
        assertThat(post("/v1/validate", GuideManifests.ALL, role).statusCode()).isEqualTo(validate);
        assertThat(post("/v1/deployments", GuideManifests.ALL + "# " + role, role)
                        .statusCode())
                .isEqualTo(deploy);
        assertThat(post("/v1/deployments/" + deployment + "/commands", COMMAND, role)
                        .statusCode())
                .isEqualTo(command);
        assertThat(server.publisher.published).hasSize(before + (deploy == 202 ? 1 : 0));
        assertThat(server.publisher.commands).hasSize(command == 202 ? 1 : 0);
    }

    @Test
    void withoutATokenTheAnswerSaysWhatIsMissing() throws Exception {
        HttpResponse<String> answer = server.post("/v1/deployments", GuideManifests.ALL);

        assertProblem(answer, 401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(json(answer).getString("detail")).contains("Authorization: Bearer");
        assertThat(count("refused")).isEqualTo(1);
    }

    @Test
    void whatLiesOutsideOfTheScopeIsNeitherDeployedNorValidatedNorSeenNorCommanded() throws Exception {
        String deployment = deployed();

        HttpResponse<String> deploy = post("/v1/deployments", GuideManifests.ALL + "# again", "other-deployer");
        assertProblem(deploy, 403);
        assertThat(json(deploy).getString("detail")).contains("fincorp", "scope 'acme'");
        assertProblem(post("/v1/validate", GuideManifests.ALL, "other-viewer"), 403);
        assertProblem(get(deployment, "other-auditor"), 404);
        assertProblem(post("/v1/deployments/" + deployment + "/commands", COMMAND, "other-operator"), 404);
        assertThat(server.publisher.commands).isEmpty();
        assertThat(server.publisher.published).hasSize(1);
    }

    @Test
    void whoMayDeployMayDeployAgainAndOnlyWithinTheScope() throws Exception {
        assertProblem(post("/v1/redeployments", AGAIN, "nobody"), 401);
        assertProblem(post("/v1/redeployments", AGAIN, "operator"), 403);
        HttpResponse<String> outside = post("/v1/redeployments", AGAIN, "other-deployer");
        HttpResponse<String> nowhere = post("/v1/redeployments", AGAIN.replace("daaa", "dbbb"), "other-deployer");
        assertThat(server.publisher.published).isEmpty();

        assertThat(post("/v1/redeployments", AGAIN, "deployer").statusCode()).isEqualTo(202);

        assertProblem(outside, 404);
        // Nobody learns whose request lies there.
        assertThat(outside.body().replace("daaa", "dbbb")).isEqualTo(nowhere.body());
        assertThat(server.publisher.published.getFirst().delivery().origin().actor())
                .contains("token:deployer (ann)");
    }

    @Test
    void ofTheCatalogueASenderSeesWhatTheScopeShows() throws Exception {
        deployed();

        HttpResponse<String> own = read("/v1/manifests", "viewer");
        HttpResponse<String> other = read("/v1/manifests", "other-viewer");

        assertThat(json(own).getJsonArray("manifests")).hasSize(4);
        assertThat(json(other).getJsonArray("manifests")).isEmpty();
        assertProblem(read("/v1/manifests", "nobody"), 401);
    }

    @Test
    void repeatingSomebodyElsesRequestTellsNothingOutsideOfTheScope() throws Exception {
        deployed();

        HttpResponse<String> answer = post("/v1/deployments", GuideManifests.ALL, "other-deployer");

        assertProblem(answer, 403);
        assertThat(answer.body()).doesNotContain("deploymentId");
    }

    @Test
    void whoWasProvenIsRecordedAndWhatPeopleSayStandsInBrackets() throws Exception {
        String deployment = deployed();
        post("/v1/deployments/" + deployment + "/commands", COMMAND, "operator");

        assertThat(server.publisher.published.getFirst().delivery().origin().actor())
                .contains("token:deployer");
        assertThat(server.publisher.commands.getFirst().wish().actor()).isEqualTo("token:operator (ann)");
    }

    @Test
    void aWorkflowDeploysWithTheTokenThatItsIssuerSigned() throws Exception {
        String workflow = callers.workflowToken("fincorp/manifests", "refs/heads/main");

        HttpResponse<String> answer =
                server.post("/v1/deployments", GuideManifests.ALL, "Authorization", "Bearer " + workflow);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(server.publisher.published.getFirst().delivery().origin().actor())
                .contains("github-actions:repo:fincorp/manifests:ref:refs/heads/main");
        callers.github.away = true;
        callers.clock.advance(Duration.ofDays(2));
        HttpResponse<String> away =
                server.post("/v1/deployments", GuideManifests.ALL, "Authorization", "Bearer " + workflow);
        assertProblem(away, 503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aSignedBodyIsOneDeploymentUnderTheIdThatIsSigned() throws Exception {
        HttpResponse<String> first = signed("msg_1", GuideManifests.ALL, GuideManifests.ALL);
        HttpResponse<String> replay = signed("msg_1", GuideManifests.ALL, GuideManifests.ALL);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(json(first).getString("deliveryId")).isEqualTo("msg_1");
        assertThat(json(replay).getBoolean("repeated")).isTrue();
        assertThat(server.publisher.published).hasSize(1);
        assertThat(server.publisher.published.getFirst().delivery().origin().actor())
                .contains("signer:ci");
    }

    @Test
    void aReplayWithAnotherKeyOrAnotherBodyOrTooLateIsRefused() throws Exception {
        assertProblem(signed("msg_1", GuideManifests.ALL, GuideManifests.ALL, "Idempotency-Key", "mine"), 400);
        assertProblem(signed("msg_1", GuideManifests.ALL, GuideManifests.ALL + "# more"), 401);
        HttpRequest.Builder old = signedRequest("/v1/deployments", "msg_1", GuideManifests.ALL, GuideManifests.ALL);
        callers.clock.advance(Duration.ofMinutes(6));
        assertProblem(server.send(old), 401);
        assertThat(server.publisher.published).isEmpty();
    }

    @Test
    void aSignedIdMayNotLookLikeAHooksDeliveryEither() throws Exception {
        for (String id : List.of("github:1", "gitlab:1", "catch-up:1", "image:1")) {
            assertProblem(signed(id, GuideManifests.ALL, GuideManifests.ALL), 400);
        }
        assertThat(server.publisher.published).isEmpty();
    }

    @Test
    void aSignatureOpensNothingButDeploying() throws Exception {
        HttpRequest.Builder validate = signedRequest("/v1/validate", "msg_1", GuideManifests.ALL, GuideManifests.ALL);

        assertProblem(server.send(validate), 401);
    }

    @Test
    void hostileHeadersAreRefusedWithoutASecretOrAStackTrace() throws Exception {
        var random = new Random(20261127);
        for (int i = 0; i < 300; i++) {
            String value = text(random);
            HttpRequest.Builder request = server.request("/v1/deployments")
                    .header("Content-Type", "application/yaml")
                    .header(i % 2 == 0 ? "Authorization" : "webhook-signature", i % 3 == 0 ? value : "Bearer " + value)
                    .POST(HttpRequest.BodyPublishers.ofString("a: 1"));
            HttpResponse<String> answer = server.send(request);

            assertProblem(answer, 401);
            assertThat(answer.body())
                    .doesNotContain("Exception", "at dev.", "whsec_")
                    .doesNotContain(value + " ");
        }
    }

    @Test
    void aBodyOfSomebodyUnknownIsNotKept() throws Exception {
        assertProblem(server.post("/v1/deployments", "# " + "x".repeat(5 * 1024 * 1024)), 401);
        assertThat(post("/v1/validate", GuideManifests.ALL, "viewer").statusCode())
                .isEqualTo(200);
    }

    private static String text(Random random) {
        String signs = "abcXYZ019.,=+/_-{}[]\"'%&*()<>;: mg_v1";
        var text = new StringBuilder("x");
        int length = random.nextInt(400);
        for (int i = 0; i < length; i++) {
            text.append(signs.charAt(random.nextInt(signs.length())));
        }
        return text + "x";
    }

    private String deployed() throws Exception {
        HttpResponse<String> answer = post("/v1/deployments", GuideManifests.ALL, "deployer");
        return json(answer).getJsonArray("deployments").getJsonObject(0).getString("deploymentId");
    }

    private HttpResponse<String> get(String deployment, String name) throws Exception {
        return read("/v1/deployments/" + deployment, name);
    }

    private HttpResponse<String> read(String path, String name) throws Exception {
        return server.send(server.request(path)
                .header("Authorization", "Bearer " + token(name))
                .GET());
    }

    private HttpResponse<String> post(String path, String body, String name) throws Exception {
        return server.post(path, body, "Authorization", "Bearer " + token(name));
    }

    private HttpResponse<String> signed(String id, String signed, String sent, String... headers) throws Exception {
        HttpRequest.Builder request = signedRequest("/v1/deployments", id, signed, sent);
        return server.send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder signedRequest(String path, String id, String signed, String sent) {
        HttpRequest.Builder request = server.request(path)
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(sent));
        callers.signed(id, signed).forEach(request::header);
        return request;
    }

    private double count(String outcome) {
        return Optional.ofNullable(server.metrics
                        .find("ingest.authentication")
                        .tag("outcome", outcome)
                        .counter())
                .map(Counter::count)
                .orElse(0.0);
    }
}
