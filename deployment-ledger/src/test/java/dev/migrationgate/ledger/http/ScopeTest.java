package dev.migrationgate.ledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.TestCallers;
import dev.migrationgate.ledger.query.Page;
import dev.migrationgate.ledger.store.LedgerStore;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token of fincorp on a lane that fincorp and acme share. */
@Timeout(60)
class ScopeTest {
    private static final String OURS = "fincorp/retail/production/shop/orders";
    private static final String THEIRS = "acme/retail/production/shop/billing";
    private static final String LANE = "Database/shared/db";

    @TempDir
    private Path folder = Path.of("");

    private TestLedger ledger;
    private TestCallers callers;

    @BeforeEach
    void start() throws Exception {
        callers = new TestCallers(Files.createDirectory(folder.resolve("callers")));
        ledger = TestLedger.start(LedgerStore.open(folder.resolve("store")), callers.callers(), Duration.ofMillis(50));
        ledger.events().requested("theirs01", THEIRS, LANE);
        ledger.events().started("theirs01");
        ledger.events().requested("ours0001", OURS, LANE);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/deployments", "/v1/ledger", "/v1/stream", "/v1/lanes", "/v1/nothing"})
    void withoutATokenNothingIsShown(String path) throws Exception {
        var answer = ledger.send(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void whatLiesOutsideOfTheScopeIsNotThere() throws Exception {
        assertThat(get("/v1/deployments")).contains("ours0001").doesNotContain("theirs01", "billing");
        assertThat(get("/v1/deployments?lane=" + LANE)).contains("ours0001").doesNotContain("theirs01", "billing");
        assertThat(get("/v1/deployments?status=migrating")).doesNotContain("theirs01");
        assertThat(get("/v1/applications")).contains(OURS).doesNotContain("billing");
        assertThat(get("/v1/lanes")).contains("ours0001").doesNotContain("theirs01", "billing");
        assertThat(get("/v1/lanes/" + LANE)).contains("ours0001").doesNotContain("theirs01", "billing");
        assertThat(status("/v1/deployments/theirs01")).isEqualTo(404);
        assertThat(status("/v1/deployments/theirs01/why")).isEqualTo(404);
        assertThat(status("/v1/applications/" + THEIRS)).isEqualTo(404);
    }

    @Test
    void whoWaitsBehindOthersHearsThatTheyAreThere() throws Exception {
        assertThat(get("/v1/deployments/ours0001/why"))
                .contains("held by a deployment outside of your scope")
                .doesNotContain("billing");
    }

    @Test
    void whatIsHiddenIsPassedOverAndNoCursorNamesIt() throws Exception {
        ledger.events().requested("theirs02", THEIRS, "Database/acme/db");
        ledger.events().requested("ours0002", OURS, "Database/zeta/db");

        JsonObject first = new JsonObject(get("/v1/lanes?limit=1"));
        JsonObject second = new JsonObject(get("/v1/lanes?limit=1&cursor=" + first.getString("next")));

        assertThat(first.getJsonArray("lanes").getJsonObject(0).getString("id")).isEqualTo(LANE);
        assertThat(second.getJsonArray("lanes").getJsonObject(0).getString("id"))
                .isEqualTo("Database/zeta/db");
        assertThat(second.containsKey("next")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/lanes?limit=2", "/v1/deployments?status=waiting&limit=2"})
    void whereTooMuchIsHiddenTheCursorDoesNotSayWhat(String query) throws Exception {
        for (int i = 0; i < 450; i++) {
            ledger.events().requested("theirs1%03d".formatted(i), THEIRS, "Database/acme/db-%03d".formatted(i));
        }

        JsonObject first = new JsonObject(get(query));
        String next = first.getString("next");

        assertThat(next).startsWith("~");
        assertThat(new String(Base64.getUrlDecoder().decode(next.substring(1)), StandardCharsets.ISO_8859_1))
                .doesNotContain("acme", "theirs");
        assertThat(first.encode()).doesNotContain("ours0001");
        assertThat(get(query + "&cursor=" + next)).contains("ours0001");
    }

    @Test
    void aCursorOfAnotherLedgerHasExpired() throws Exception {
        String next = new Cursors().write(new Page.Place("key", false));

        var answer = ledger.send("/v1/lanes?cursor=" + next, "Authorization", "Bearer " + TestCallers.token("viewer"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("begin with the first page");
    }

    @Test
    void aPlaceInLineIsThatOfTheWholeLine() throws Exception {
        ledger.events().requested("theirs02", THEIRS, LANE);
        ledger.events().requested("ours0002", OURS, LANE);

        assertThat(new JsonObject(get("/v1/lanes/" + LANE)).getJsonArray("waiting"))
                .extracting(each -> ((JsonObject) each).getString("id") + " " + ((JsonObject) each).getInteger("place"))
                .containsExactly("ours0001 1", "ours0002 3");
    }

    @Test
    void aStreamEndsAfterItsTokenIsTakenAwayAndNotBefore() throws Exception {
        var request = HttpRequest.newBuilder(ledger.at("/v1/stream"))
                .header("Authorization", "Bearer " + TestCallers.token("viewer"))
                .build();
        var answer = ledger.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (int told = 0; told < 10; told++) {
                assertThat(lines.readLine()).isNotNull();
            }

            Files.writeString(
                    callers.file,
                    Files.readString(callers.file)
                            .replace("name: viewer", "name: another")
                            .replace(digest("viewer"), digest("another")));
            callers.clock.advance(Duration.ofMinutes(1));

            assertThat(lines.lines().count()).isNotNegative();
        }
    }

    private static String digest(String name) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(TestCallers.token(name).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private String get(String path) throws Exception {
        return ledger.get(path, "Authorization", "Bearer " + TestCallers.token("viewer"), "Accept", "application/json")
                .encode();
    }

    private int status(String path) throws Exception {
        return ledger.send(path, "Authorization", "Bearer " + TestCallers.token("viewer"), "Accept", "application/json")
                .statusCode();
    }
}
