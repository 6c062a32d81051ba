package dev.migrationgate.ingest.http;

import static dev.migrationgate.ingest.http.TestServer.assertProblem;
import static dev.migrationgate.ingest.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.command.OperatorCommand;
import dev.migrationgate.ingest.command.Wish;
import dev.migrationgate.ingest.intake.FakePublisher;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandRoutesTest {
    private final TestServer server = new TestServer(Catalogues.complete(), 4, new FakePublisher());
    private String deployment = "";

    @BeforeEach
    void deploy() throws Exception {
        HttpResponse<String> answer = server.post("/v1/deployments", GuideManifests.ALL);
        deployment = json(answer).getJsonArray("deployments").getJsonObject(0).getString("deploymentId");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCommandIsAcceptedForTheLaneOfItsDeployment() throws Exception {
        HttpResponse<String> answer = command(
                "{'command':'release','verdict':'succeeded','actor':'ann','reason':'seen in the log'}",
                "Idempotency-Key",
                "ticket-7");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).getString("commandId")).isEqualTo("ticket-7");
        OperatorCommand published = server.publisher.commands.getFirst();
        assertThat(published.deployment().id().value()).isEqualTo(deployment);
        assertThat(published.deployment().lane().value()).isEqualTo(json(answer).getString("lane"));
        assertThat(published.wish().action()).isEqualTo(Wish.Action.RELEASE);
        assertThat(published.wish().verdict()).contains(Wish.Verdict.SUCCEEDED);
        assertThat(published.wish().actor()).isEqualTo("ann");
    }

    @Test
    void newPasswordsAreAskedForWithoutAVerdict() throws Exception {
        HttpResponse<String> answer = command("{'command':'rotate','actor':'ann','reason':'a laptop was lost'}");

        assertThat(answer.statusCode()).isEqualTo(202);
        OperatorCommand published = server.publisher.commands.getFirst();
        assertThat(published.wish().action()).isEqualTo(Wish.Action.ROTATE);
        assertThat(published.wish().verdict()).isEmpty();
    }

    @Test
    void withoutAKeyEachCommandIsAnother() throws Exception {
        String body = "{'command':'retry','actor':'ann','reason':'the disk has room again'}";

        assertThat(json(command(body)).getString("commandId"))
                .isNotEqualTo(json(command(body)).getString("commandId"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            "{'command':'cancle','actor':'a','reason':'r'}",           "'command' must be one of cancel, retry, release, rotate, was 'cancle'"
            "{'command':'cancel','actor':'a'}",                        "'reason' must be a text"
            "{'command':'cancel','actor':' ','reason':'r'}",           "'actor' must be a text"
            "{'command':'cancel','actor':7,'reason':'r'}",             "'actor' must be a text"
            "{'command':'cancel','actor':'a\\nb','reason':'r'}",     "'actor' must be a text"
            "{'command':'release','actor':'a','reason':'r'}",          "'verdict' must be one of succeeded, failed"
            "{'command':'retry','verdict':'failed','actor':'a','reason':'r'}", "'verdict' belongs to the command release"
            "{'command':'rotate','verdict':'failed','actor':'a','reason':'r'}", "'verdict' belongs to the command release"
            "{'command':'cancel','actor':'a','reason':'r','foce':1}",  "'foce' is not known"
            "[]",                                                      "must be a JSON object"
            "nonsense",                                                "must be a JSON object"
            """)
    void aCommandThatCannotBeMeantIsRefusedWithItsReason(String body, String reason) throws Exception {
        HttpResponse<String> answer = command(body);

        assertProblem(answer, 422);
        assertThat(json(answer).getString("detail")).contains(reason);
        assertThat(server.publisher.commands).isEmpty();
    }

    @Test
    void everyProblemIsNamedAtOnce() throws Exception {
        assertThat(json(command("{'command':'x'}")).getString("detail")).contains("command", "actor", "reason");
    }

    @Test
    void aDeploymentThatNobodyAskedForHasNoCommands() throws Exception {
        String body = "{\"command\":\"cancel\",\"actor\":\"a\",\"reason\":\"r\"}";

        assertProblem(server.post("/v1/deployments/dnone/commands", body, "Accept", "*/*"), 404);
    }

    @Test
    void whileKafkaIsAwayACommandIsRefusedForNow() throws Exception {
        server.publisher.away = true;

        HttpResponse<String> answer = command("{'command':'cancel','actor':'a','reason':'r'}");

        assertProblem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    /** Posts a command; single quotes stand for double ones. */
    private HttpResponse<String> command(String json, String... headers) throws Exception {
        return server.post("/v1/deployments/" + deployment + "/commands", json.replace('\'', '"'), headers);
    }
}
