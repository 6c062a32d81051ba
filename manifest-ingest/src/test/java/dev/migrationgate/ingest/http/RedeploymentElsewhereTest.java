package dev.migrationgate.ingest.http;

import static dev.migrationgate.ingest.http.TestServer.assertProblem;
import static dev.migrationgate.ingest.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.TestCallers;
import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Replay;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.ingest.redeploy.FakeRecordedRequests;
import dev.migrationgate.ingest.redeploy.History;
import dev.migrationgate.manifests.DeploymentId;
import dev.migrationgate.manifests.LaneId;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was recorded in production, made again in staging. */
class RedeploymentElsewhereTest {
    private static final String STAGING = GuideManifests.ALL.replace("environment: production", "environment: staging");
    private static final LaneId LANE =
            new LaneId("Database/fincorp/retail-banking/staging/payment-gateway/payments-db");
    private static final String THERE = "fincorp/retail-banking/staging/payment-gateway/payment-api";

    private final TestServer server = new TestServer(Catalogues.complete(), 4, new FakePublisher());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void itIsADeploymentOfTheOtherEnvironmentThatNamesItsModel() throws Exception {
        accepted();

        HttpResponse<String> answer = post(wanted("staging"), "Idempotency-Key", "there-1");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        Submission published = server.publisher.published.getLast();
        Submission.Request request = published.requests().getFirst();
        assertThat(request.replay()).contains(new Replay("daaaaaaaaaaaaaaaaaaaaaaaaa", "it worked there", false));
        assertThat(request.plan().application()).hasToString(THERE);
        assertThat(request.deployment().id())
                .isEqualTo(DeploymentId.derive("there-1", request.plan().application()))
                .hasToString(deployment(answer).getString("deploymentId"));
        assertThat(request.plan().service().container().image()).endsWith("@sha256:" + "a".repeat(64));
        assertThat(request.plan().lane()).isEqualTo(LANE);
        // No manifest changes, and no commit stands for it.
        assertThat(published.manifests()).isEmpty();
        assertThat(published.again()).isEmpty();
        assertThat(published.delivery().origin().actor()).contains("ann");
        assertThat(published.delivery().origin().commit()).isEmpty();
        assertThat(deployment(answer).getString("applicationId")).isEqualTo(THERE);
        // Of production's schema nobody asks.
        assertThat(server.recorded.looks).containsExactly(Optional.empty());
    }

    @Test
    void theSameRequestOnceMorePublishesNothingAndAnotherOneWithItsKeyIsRefused() throws Exception {
        accepted();
        post(wanted("staging"), "Idempotency-Key", "there-1");
        int published = server.publisher.published.size();

        HttpResponse<String> same = post(wanted("staging"), "Idempotency-Key", "there-1");
        HttpResponse<String> other = post(wanted("production"), "Idempotency-Key", "there-1");

        assertThat(json(same).getBoolean("repeated")).isTrue();
        assertProblem(other, 422);
        assertThat(server.publisher.published).hasSize(published);
    }

    @Test
    void whereTheRecordWasMadeItIsMadeAgainAsRecorded() throws Exception {
        assertThat(post(wanted("production")).statusCode()).isEqualTo(202);

        assertThat(server.publisher.published.getFirst().again()).hasSize(1);
        assertThat(server.recorded.looks.getLast()).isPresent();
    }

    @Test
    void aNewerSchemaThereIsRefusedUnlessTheMigrationIsLeftOut() throws Exception {
        accepted();
        int published = server.publisher.published.size();
        var newer = new History.Migration(7, "dnewer", "2.0.0", "x/payment-api:2.0.0", "other");
        server.recorded.histories.put(LANE, new History(List.of(newer), Optional.empty(), false));

        HttpResponse<String> run = post(wanted("staging"));
        assertProblem(run, 409);
        assertThat(json(run).getString("type")).endsWith(":newer-schema");
        assertThat(json(run).getString("detail"))
                .contains("dnewer", "2.0.0", "\"migrations\": \"skip\"", "gate redeploy --migrations skip");
        assertThat(server.publisher.published).hasSize(published);

        HttpResponse<String> skip = post(wanted("staging").put("migrations", "skip"));
        assertThat(skip.statusCode()).isEqualTo(202);
        assertThat(deployment(skip).getBoolean("migration")).isFalse();
        assertThat(server.publisher.published.getLast().requests().getFirst().replay())
                .hasValueSatisfying(replay -> assertThat(replay.skip()).isTrue());
    }

    @Test
    void whatHasNoMigrationAnyMoreIsHeldAgainstTheSchemaThereAsWell() throws Exception {
        String without = STAGING.replace("runMigrationJob: true", "runMigrationJob: false")
                .replace(", migrationJobContainer: {args: [migrate]}", "");
        assertThat(server.post("/v1/deployments", without).statusCode()).isEqualTo(202);
        server.recorded.original = FakeRecordedRequests.original(false);
        int published = server.publisher.published.size();
        var newer = new History.Migration(7, "dnewer", "2.0.0", "x/payment-api:2.0.0", "other");
        server.recorded.histories.put(LANE, new History(List.of(newer), Optional.empty(), false));

        HttpResponse<String> run = post(wanted("staging"));

        assertProblem(run, 409);
        assertThat(json(run).getString("type")).endsWith(":newer-schema");
        assertThat(server.publisher.published).hasSize(published);
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        HttpResponse<String> answer = post(wanted("staging"));

        assertProblem(answer, 409);
        assertThat(json(answer).getString("type")).endsWith(":no-counterpart");
        assertThat(json(answer).getString("detail")).contains(THERE);
    }

    @Test
    void whatDiffersOrIsWrongThereIsSaid() throws Exception {
        server.post("/v1/deployments", STAGING.replace("payment-api, registries", "other-api, registries"));
        HttpResponse<String> differs = post(wanted("staging"));
        server.recorded.original = FakeRecordedRequests.original(false);
        HttpResponse<String> unmigrated = post(wanted("staging"));

        assertProblem(differs, 409);
        assertThat(json(differs).getString("type")).endsWith(":other-counterpart");
        assertProblem(unmigrated, 409);
        assertThat(json(unmigrated).getString("detail")).contains("has a migration there");
    }

    @Test
    void aDryRunSaysWhatItWouldComeToAndPublishesNothing() throws Exception {
        accepted();
        int published = server.publisher.published.size();

        HttpResponse<String> answer = post(wanted("staging").put("dryRun", true));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(deployment(answer).getString("applicationId")).isEqualTo(THERE);
        assertThat(deployment(answer).getString("lane")).isEqualTo(LANE.value());
        assertThat(deployment(answer).getString("version")).isEqualTo("1.0.0");
        assertThat(server.publisher.published).hasSize(published);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''",
                "'../production'",
                "'a/b'",
                "'a=b'",
                "7",
                "null",
                "{}",
                "['staging']",
                "'two\\nlines'",
                "'\\u0000'"
            })
    void whatIsNoEnvironmentIsRefused(String into) throws Exception {
        String body = wanted("x").encode().replace("\"x\"", into.replace('\'', '"'));

        HttpResponse<String> answer = server.post("/v1/redeployments", body);

        assertProblem(answer, 422);
        assertThat(json(answer).getString("detail")).contains("'into' must be the name of an environment");
        assertThat(server.recorded.looks).isEmpty();
    }

    @Test
    void bothEnvironmentsHaveToLieWithinTheScope(@TempDir Path folder) throws Exception {
        try (var guarded =
                new TestServer(Catalogues.complete(), 4, new FakePublisher(), new TestCallers(folder).callers())) {
            HttpResponse<String> outside = post(guarded, "other-deployer", wanted("staging"));
            HttpResponse<String> nowhere =
                    post(guarded, "other-deployer", wanted("staging").put("offset", 1));
            HttpResponse<String> role = post(guarded, "operator", wanted("staging"));

            assertProblem(outside, 404);
            // Nobody learns whose request lies there.
            assertThat(outside.body().replace("4711", "1")).isEqualTo(nowhere.body());
            assertProblem(role, 403);
            assertThat(guarded.publisher.published).isEmpty();
        }
    }

    @Test
    void whoMayNotDeployThereLearnsNothingOfWhatIsThere(@TempDir Path folder) throws Exception {
        var callers = new TestCallers(folder);
        Files.writeString(
                callers.file,
                Files.readString(callers.file).replace("scope: fincorp", "scope: fincorp/retail-banking/production"));
        try (var guarded = new TestServer(Catalogues.complete(), 4, new FakePublisher(), callers.callers())) {
            HttpResponse<String> answer = post(guarded, "deployer", wanted("staging"));

            assertProblem(answer, 403);
            assertThat(json(answer).getString("detail"))
                    .contains(THERE + " lies outside of the scope 'fincorp/retail-banking/production'");
            assertThat(guarded.publisher.published).isEmpty();
        }
    }

    private void accepted() throws Exception {
        assertThat(server.post("/v1/deployments", STAGING).statusCode()).isEqualTo(202);
    }

    private static JsonObject wanted(String into) {
        return new JsonObject()
                .put("deployment", "daaaaaaaaaaaaaaaaaaaaaaaaa")
                .put("partition", 3)
                .put("offset", 4711)
                .put("migrations", "run")
                .put("into", into)
                .put("reason", "it worked there")
                .put("actor", "ann");
    }

    private HttpResponse<String> post(JsonObject wanted, String... headers) throws Exception {
        return server.post("/v1/redeployments", wanted.encode(), headers);
    }

    private static HttpResponse<String> post(TestServer guarded, String caller, JsonObject wanted) throws Exception {
        return guarded.post(
                "/v1/redeployments", wanted.encode(), "Authorization", "Bearer " + TestCallers.token(caller));
    }

    private static JsonObject deployment(HttpResponse<String> answer) {
        return json(answer).getJsonArray("deployments").getJsonObject(0);
    }
}
