package dev.migrationgate.ledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.Callers;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.store.LedgerStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerServerTest {
    private static final String ORDERS = "acme/retail/production/shop/orders";
    private static final String CART = "acme/retail/production/shop/cart";
    private static final String LANE = "Database/acme/retail/production/shop/shop-db";

    @TempDir
    private Path folder = Path.of("");

    private TestLedger ledger;
    private RecordedEvents events;

    @BeforeEach
    void start() {
        ledger = TestLedger.start(LedgerStore.open(folder), Callers.anybody());
        events = ledger.events();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void aDeploymentHasItsEventsAndSaysWhyItWaits() throws Exception {
        events.requested("aaaaaaaa1", ORDERS, LANE);
        events.started("aaaaaaaa1");
        events.requested("bbbbbbbb1", CART, LANE);

        JsonObject found = get("/v1/deployments/bbbbbbbb1");

        assertThat(found.getString("status")).isEqualTo("waiting");
        assertThat(found.getString("name")).isEqualTo("cart");
        assertThat(found.getString("requestedAt")).isEqualTo("2026-11-01T10:00:02.000Z");
        assertThat(found.containsKey("endedAt")).isFalse();
        assertThat(found.getJsonObject("why").getString("text"))
                .startsWith("waits: lane shop-db is held by orders aaaaaaaa since ");
        JsonObject event = found.getJsonArray("events").getJsonObject(0);
        assertThat(event.getString("topic")).isEqualTo("deployment-requested");
        assertThat(event.getInteger("offset")).isOne();
        assertThat(event.getString("id")).isEqualTo("deployment-requested-bbbbbbbb1");
        assertThat(event.getJsonObject("data").getString("version")).isEqualTo("1.4.0");
        assertThat(event.getJsonObject("data").getJsonObject("service").getString("region"))
                .isEqualTo("r");
    }

    @Test
    void eventsComeAsTheyHappenedAndNotAsTheirTopicsAreOrdered() throws Exception {
        events.requested("again0001", ORDERS, LANE);
        events.started("again0001");
        events.failed("again0001", "exit code 1");
        events.started("again0001");
        events.failed("again0001", "exit code 2");

        assertThat(get("/v1/deployments/again0001").getJsonArray("events"))
                .extracting(
                        each -> ((JsonObject) each).getString("topic") + " " + ((JsonObject) each).getInteger("offset"))
                .containsExactly(
                        "deployment-requested 0",
                        "migration-started 0",
                        "migration-failed 0",
                        "migration-started 1",
                        "migration-failed 1");
    }

    @Test
    void theBeginningOfAnIdIsEnoughWhereItIsTheOnlyOne() throws Exception {
        events.requested("aaaaaaaa1", ORDERS, LANE);
        events.requested("aaaaaaaa2", ORDERS, LANE);
        events.requested("bbbbbbbb1", ORDERS, LANE);

        assertThat(get("/v1/deployments/bbbbbbbb").getString("id")).isEqualTo("bbbbbbbb1");
        assertThat(send("/v1/deployments/aaaaaaaa", "application/json").statusCode())
                .isEqualTo(409);
        assertThat(get("/v1/deployments/aaaaaaaa1").getString("id")).isEqualTo("aaaaaaaa1");
        assertThat(send("/v1/deployments/bbbbbbb", "application/json").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "application=acme/retail/production/shop/orders, o1 o2",
        "application=orders, o1 o2",
        "application=acme/retail, c1 o1 o2",
        "application=acme/ret,",
        "environment=production, c1 o1 o2",
        "environment=staging,",
        "status=deployed, o1",
        "status=deployed&status=migrating, o1 o2",
        "status=migrating&application=cart,",
        "actor=bob, c1",
        "commit=ccccccc, c1",
        "lane=Database/acme/retail/production/shop/shop-db, c1 o1 o2",
        "since=2026-11-01T10:00:04Z, c1 o2",
        "until=2026-11-01T10:00:04Z, o1",
        "since=2026-11-01T10:00:04Z&until=2026-11-01T10:00:06Z&application=orders, o2",
    })
    void deploymentsAreFoundByWhatTheyHaveInCommon(String query, String expected) throws Exception {
        fill();

        List<String> ids = ids(get("/v1/deployments?" + query));

        assertThat(ids.stream().sorted().toList())
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void theNewestComesFirstAndPagesFollowEachOther() throws Exception {
        IntStream.range(0, 5).forEach(i -> events.requested("dddddddd" + i, ORDERS, LANE));

        JsonObject first = get("/v1/deployments?limit=2");
        JsonObject second = get("/v1/deployments?limit=2&cursor=" + first.getString("next"));
        JsonObject third = get("/v1/deployments?limit=2&cursor=" + second.getString("next"));

        assertThat(ids(first)).containsExactly("dddddddd4", "dddddddd3");
        assertThat(ids(second)).containsExactly("dddddddd2", "dddddddd1");
        assertThat(ids(third)).containsExactly("dddddddd0");
        assertThat(third.containsKey("next")).isFalse();
    }

    @Test
    void aPageEndsEarlyWhereFewOfManyMatchAndTheNextOneGoesOn() throws Exception {
        events.requested("wanted001", CART, LANE, "ann", "c".repeat(40));
        IntStream.range(0, 450).forEach(i -> events.requested("dddd%05d".formatted(i), ORDERS, LANE));

        JsonObject first = get("/v1/deployments?actor=ann&environment=production&application=cart&limit=5");

        assertThat(ids(first)).isEmpty();
        JsonObject second = get(
                "/v1/deployments?actor=ann&environment=production&application=cart&cursor=" + first.getString("next"));
        assertThat(ids(second)).containsExactly("wanted001");
    }

    @Test
    void anApplicationSaysWhatIsLiveAndWhatMoves() throws Exception {
        fill();

        JsonObject application = get("/v1/applications/" + ORDERS);

        assertThat(application.getJsonObject("live").getString("id")).isEqualTo("o1");
        assertThat(application.getJsonObject("live").getBoolean("live")).isTrue();
        assertThat(application.getJsonArray("moving").getJsonObject(0).getString("id"))
                .isEqualTo("o2");
        assertThat(application.getJsonArray("history")).hasSize(2);
        JsonArray all = get("/v1/applications?within=acme/retail").getJsonArray("applications");
        assertThat(all)
                .extracting(each -> ((JsonObject) each).getString("name"))
                .containsExactly("cart", "orders");
        assertThat(get("/v1/applications?within=cart").getJsonArray("applications"))
                .hasSize(1);
        assertThat(send("/v1/applications/acme/retail", "application/json").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aLaneSaysWhoHoldsItAndWhoWaits() throws Exception {
        fill();

        JsonObject lane = get("/v1/lanes/" + LANE);

        assertThat(lane.getJsonObject("holder").getString("id")).isEqualTo("o2");
        assertThat(lane.getJsonArray("waiting").getJsonObject(0).getString("id"))
                .isEqualTo("c1");
        assertThat(lane.getJsonArray("recent").getJsonObject(0).getString("id")).isEqualTo("o1");
        assertThat(get("/v1/lanes").getJsonArray("lanes")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/deployments?colour=red",
                "/v1/deployments?status=gone",
                "/v1/deployments?limit=0",
                "/v1/deployments?limit=201",
                "/v1/deployments?commit=zz",
                "/v1/deployments?since=yesterday",
                "/v1/deployments?since=%2B1000000000-12-31T23:59:59Z",
                "/v1/deployments?until=-1000000000-01-01T00:00:00Z",
                "/v1/deployments?since=%2B10000-01-01T00:00:00Z",
                "/v1/audit?since=%2B1000000000-12-31T23:59:59Z",
                "/v1/deployments?cursor=%00",
                "/v1/deployments?limit=1&limit=2",
                "/v1/deployments?cursor=eHg",
                "/v1/lanes?limit=x"
            })
    void aQueryThatCannotBeMeantNamesWhatIsWrong(String path) throws Exception {
        HttpResponse<String> answer = send(path, "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("detail")).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/nothing,404",
        "/v1/applications/none,404",
        "/v1/lanes/none,404",
        "/nothing,404",
        "/page/..%2Fx.js,404"
    })
    void whatIsNotThereIsNotFound(String path, int status) throws Exception {
        assertThat(send(path, "application/json").statusCode()).isEqualTo(status);
    }

    @Test
    void aPersonWhoFollowsALinkToADeploymentSeesThePage() throws Exception {
        HttpResponse<String> answer = send("/v1/deployments/abc", "text/html,application/xhtml+xml");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/#/deployments/abc");
    }

    @Test
    void itOnlyShows() throws Exception {
        var request = HttpRequest.newBuilder(ledger.at("/v1/deployments"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        HttpResponse<String> answer = ledger.http().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }

    /** o1 is deployed, o2 migrates, c1 waits for it. */
    private void fill() {
        events.requested("o1", ORDERS, LANE);
        events.passed("o1", ORDERS, LANE);
        events.deployed("o1");
        events.cancelAsked("nobody");
        events.requested("o2", ORDERS, LANE);
        events.started("o2");
        events.requested("c1", CART, LANE, "bob", "c".repeat(40));
    }

    private static List<String> ids(JsonObject answer) {
        return answer.getJsonArray("deployments").stream()
                .map(each -> ((JsonObject) each).getString("id"))
                .toList();
    }

    private JsonObject get(String path) throws IOException, InterruptedException {
        return ledger.get(path, "Accept", "application/json");
    }

    /** The JDK's client sends none. */
    @Test
    void aQueryThatIsNotEncodedIsTheCallersMistake() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), ledger.at("/").getPort())) {
            socket.getOutputStream()
                    .write("GET /v1/deployments?limit=%zz HTTP/1.1\r\nHost: ledger\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("The query is not encoded");
        }
    }

    private HttpResponse<String> send(String path, String accept) throws IOException, InterruptedException {
        return ledger.send(path, "Accept", accept);
    }
}
