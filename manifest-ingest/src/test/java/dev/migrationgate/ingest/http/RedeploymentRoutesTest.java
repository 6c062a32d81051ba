package dev.migrationgate.ingest.http;

import static dev.migrationgate.ingest.http.TestServer.assertProblem;
import static dev.migrationgate.ingest.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.ingest.redeploy.FakeRecordedRequests;
import dev.migrationgate.ingest.redeploy.Look;
import dev.migrationgate.manifests.DeploymentId;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedeploymentRoutesTest {
    private static final Optional<Look.Obstacle> LATER = Optional.of(new Look.Obstacle.Later("dlater", "2.0.0"));

    private final TestServer server = new TestServer(Catalogues.complete(), 4, new FakePublisher());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatWasRecordedIsMadeAgainInTheNameOfWhoAsksNow() throws Exception {
        HttpResponse<String> answer = post(wanted("run"), "Idempotency-Key", "again-1");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        Submission published = server.publisher.published.getFirst();
        Submission.Again again = published.again().getFirst();
        assertThat(again.deployment().id())
                .isEqualTo(DeploymentId.derive("again-1", server.recorded.original.application()))
                .hasToString(deployment(answer).getString("deploymentId"));
        assertThat(again.redeployment().original()).isEqualTo(server.recorded.original);
        assertThat(again.redeployment().migrates()).isTrue();
        assertThat(again.redeployment().reason()).isEqualTo("1.1.0 is slow");
        assertThat(published.requests()).isEmpty();
        assertThat(published.delivery().id()).isEqualTo("again-1");
        assertThat(published.delivery().origin().source()).isEqualTo("api");
        assertThat(published.delivery().origin().actor()).contains("ann");
        assertThat(published.delivery().origin().repository()).contains("acme/manifests");
        assertThat(published.delivery().origin().ref()).contains("refs/heads/main");
        assertThat(published.delivery().origin().commit()).contains("c0ffee");
        assertThat(deployment(answer).getBoolean("migration")).isTrue();
        assertThat(server.recorded.looks).containsExactly(Optional.of("again-1"));
    }

    @Test
    void theSameRequestOnceMorePublishesNothingThoughItsOwnMigrationCameSince() throws Exception {
        HttpResponse<String> first = post(wanted("run"), "Idempotency-Key", "again-1");
        server.recorded.obstacle = LATER;

        HttpResponse<String> second = post(wanted("run"), "Idempotency-Key", "again-1");

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(json(second).getBoolean("repeated")).isTrue();
        assertThat(deployment(second)).isEqualTo(deployment(first));
        assertThat(server.publisher.published).hasSize(1);
    }

    @Test
    void aLaterMigrationRefusesToRunAnOlderOneAndSaysWhatToDo() throws Exception {
        server.recorded.obstacle = LATER;

        HttpResponse<String> answer = post(wanted("run"));

        assertProblem(answer, 409);
        assertThat(json(answer).getString("type")).endsWith(":later-migration");
        assertThat(json(answer).getString("detail")).contains("dlater", "2.0.0", "\"migrations\": \"skip\"");
        assertThat(server.publisher.published).isEmpty();
    }

    @Test
    void whatCannotBeToldRefusesAsWell() throws Exception {
        server.recorded.obstacle = Optional.of(new Look.Obstacle.Unclear("600,000 records came after it"));

        HttpResponse<String> answer = post(wanted("run"));

        assertProblem(answer, 409);
        assertThat(json(answer).getString("detail")).contains("600,000 records came after it", "skip");
        assertThat(server.publisher.published).isEmpty();
    }

    @Test
    void whatMayBeForgedIsNotMadeAgainEvenWithoutItsMigration() throws Exception {
        server.recorded.obstacle = Optional.of(new Look.Obstacle.Unproved("it is not signed"));

        HttpResponse<String> answer = post(wanted("skip"));

        assertProblem(answer, 409);
        assertThat(json(answer).getString("type")).endsWith(":unproved-request");
        assertThat(json(answer).getString("detail")).contains("it is not signed", "Deploy its manifests anew");
        assertThat(server.publisher.published).isEmpty();
    }

    @Test
    void anOlderVersionOverANewerSchemaIsAChoiceThatCanBeMade() throws Exception {
        server.recorded.obstacle = LATER;

        HttpResponse<String> answer = post(wanted("skip"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        Submission.Again again = server.publisher.published.getFirst().again().getFirst();
        assertThat(again.redeployment().skip()).isTrue();
        assertThat(again.redeployment().reason()).isEqualTo("1.1.0 is slow");
        assertThat(deployment(answer).getBoolean("migration")).isFalse();
    }

    @Test
    void aMigrationThatThereIsNotIsNotSkipped() throws Exception {
        server.recorded.original = FakeRecordedRequests.original(false);

        assertThat(post(wanted("skip")).statusCode()).isEqualTo(202);

        assertThat(server.publisher
                        .published
                        .getFirst()
                        .again()
                        .getFirst()
                        .redeployment()
                        .skip())
                .isFalse();
    }

    @Test
    void aDryRunIsJudgedAndPublishesNothing() throws Exception {
        HttpResponse<String> possible = post(wanted("run").put("dryRun", true));
        server.recorded.obstacle = LATER;
        HttpResponse<String> refused = post(wanted("run").put("dryRun", true));

        assertThat(possible.statusCode()).isEqualTo(200);
        assertThat(deployment(possible).getString("version")).isEqualTo("1.0.0");
        assertThat(deployment(possible).containsKey("status")).isFalse();
        assertProblem(refused, 409);
        assertThat(server.publisher.published).isEmpty();
    }

    @Test
    void whatDoesNotLieThereIsNotFound() throws Exception {
        HttpResponse<String> elsewhere = post(wanted("run").put("offset", 4712));
        HttpResponse<String> another = post(wanted("run").put("deployment", "dbbb"));

        assertProblem(elsewhere, 404);
        assertThat(json(elsewhere).getString("detail")).contains("partition 3 at offset 4712");
        assertProblem(another, 404);
        assertThat(server.publisher.published).isEmpty();
    }

    @Test
    void whileKafkaIsAwayNothingIsDecided() throws Exception {
        server.recorded.away = true;
        HttpResponse<String> unread = post(wanted("skip"));
        server.recorded.away = false;
        server.publisher.away = true;
        HttpResponse<String> unwritten = post(wanted("skip"));

        assertProblem(unread, 503);
        assertProblem(unwritten, 503);
        assertThat(unread.headers().firstValue("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
        "reason",     "",                "'reason' must be a text"
        "reason",     "'two\\nlines'",   "'reason' must be a text"
        "actor",      "7",               "'actor' must be a text"
        "migrations", "'perhaps'",       "'migrations' must be one of run, skip, was 'perhaps'"
        "migrations", "",                "'migrations' must be one of run, skip"
        "partition",  "-1",              "'partition' must be a whole number"
        "offset",     "1.5",             "'offset' must be a whole number"
        "offset",     "'4711'",          "'offset' must be a whole number"
        "deployment", "",                "'deployment' must be a text"
        "dryRun",     "'yes'",           "'dryRun' must be true or false"
        "version",    "'1.0.0'",         "'version' is not known"
        """)
    void whatCannotBeMeantIsRefusedWithItsReason(String field, String value, String reason) throws Exception {
        JsonObject wanted = wanted("run");
        wanted.remove(field);
        String rest = wanted.encode().substring(1);
        String body = value.isEmpty() ? "{" + rest : "{\"" + field + "\":" + value.replace('\'', '"') + "," + rest;

        HttpResponse<String> answer = server.post("/v1/redeployments", body);

        assertProblem(answer, 422);
        assertThat(json(answer).getString("detail")).contains(reason);
        assertThat(server.recorded.looks).isEmpty();
    }

    @Test
    void aReasonHasAnEnd() throws Exception {
        assertProblem(post(wanted("run").put("reason", "x".repeat(1_001))), 422);
        assertThat(post(wanted("run").put("reason", "x".repeat(1_000))).statusCode())
                .isEqualTo(202);
    }

    @Test
    void whatIsNoObjectIsRefused() throws Exception {
        assertProblem(server.post("/v1/redeployments", "[]"), 422);
        assertProblem(server.get("/v1/redeployments"), 405);
    }

    private static JsonObject wanted(String migrations) {
        return new JsonObject()
                .put("deployment", "daaaaaaaaaaaaaaaaaaaaaaaaa")
                .put("partition", 3)
                .put("offset", 4711)
                .put("migrations", migrations)
                .put("reason", "1.1.0 is slow")
                .put("actor", "ann");
    }

    private HttpResponse<String> post(JsonObject wanted, String... headers) throws Exception {
        return server.post("/v1/redeployments", wanted.encode(), headers);
    }

    private static JsonObject deployment(HttpResponse<String> answer) {
        return json(answer).getJsonArray("deployments").getJsonObject(0);
    }
}
