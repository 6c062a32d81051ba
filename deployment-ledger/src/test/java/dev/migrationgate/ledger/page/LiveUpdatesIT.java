package dev.migrationgate.ledger.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveUpdatesIT extends PageInChromium {

    private static final String MOVES = Shop.ORDERS_MOVES.get("id").asText();

    private Locator connection() {
        return page.locator("#connection");
    }

    private Locator ordersInProduction() {
        return page.locator(".application[data-key=\"" + Shop.ORDERS + "\"]");
    }

    private static ObjectNode deployed() {
        return Shop.ORDERS_MOVES
                .deepCopy()
                .put("status", "deployed")
                .put("live", true)
                .put("endedAt", Canned.at(Duration.ZERO))
                .put("uri", "https://new.example");
    }

    @Test
    void aDeploymentThatEndsIsShownAsLiveAtOnce() {
        open("");
        awaitStream();
        assertThat(connection()).hasText("live");
        assertThat(ordersInProduction().locator(".now")).containsText("1.4.0");

        ledger.stream().send("a-1", deployed());

        assertThat(ordersInProduction().locator(".now")).containsText(Pattern.compile("1\\.5\\.0.*just now"));
        assertThat(ordersInProduction().locator(".move")).hasCount(1);
        assertThat(page.locator("#announcement")).hasText("orders-api 1.5.0 in production: deployed");
    }

    @Test
    void anApplicationThatIsNewGetsARow() {
        open("");
        awaitStream();

        ledger.stream()
                .send(
                        "a-1",
                        Canned.deployment(
                                "acme/retail/testing/shop/new-one", "0.1.0", "waiting", Duration.ofSeconds(1)));

        assertThat(page.locator(".matrix tr", new Page.LocatorOptions().setHasText("new-one")))
                .containsText("waiting 0.1.0");
        assertThat(page.locator(".matrix th[scope=col]", new Page.LocatorOptions().setHasText("testing")))
                .hasCount(1);
    }

    @Test
    void afterACutItGoesOnAfterTheLastEventThatItSaw() {
        open("");
        awaitStream();
        ledger.stream().send("a-7", Shop.ORDERS_MOVES.deepCopy().put("status", "rolling-out"));
        assertThat(ordersInProduction()).containsText("rolling out 1.5.0");

        ledger.stream().cut();
        eventually(
                () -> assertThat(ledger.stream().connections()).containsExactly(Optional.empty(), Optional.of("a-7")));
        ledger.stream().send("a-8", deployed());

        assertThat(ordersInProduction().locator(".now")).containsText("1.5.0");
        assertThat(connection()).hasText("live");
    }

    @Test
    void afterAResetItIsReadWhole() {
        open("");
        awaitStream();
        assertThat(ordersInProduction().locator(".now")).containsText("1.4.0");
        eventually(() -> assertThat(applicationsAsked()).isGreaterThanOrEqualTo(2));
        ledger.answer("/v1/applications", Canned.page("applications", List.of(Canned.application(deployed()))));

        ledger.stream().write("id: a-9\nevent: reset\ndata: {}\n\n");

        assertThat(ordersInProduction().locator(".now")).containsText("1.5.0");
    }

    @Test
    void whatMovesBehindTheFirstThousandApplicationsStaysWhenAllIsReadAgain() {
        String further = "acme/retail/testing/zoo/last";
        ObjectNode waiting = Canned.deployment(further, "0.1.0", "waiting", Duration.ofSeconds(1));
        List<ObjectNode> thousand = IntStream.range(0, 1_000)
                .mapToObj(i -> Canned.application(
                        Canned.live("acme/retail/testing/shop/service-" + i, "1.0.0", Duration.ofHours(3))))
                .toList();
        ObjectNode another =
                Canned.application(Canned.live("acme/retail/testing/shop/then", "1.0.0", Duration.ofHours(3)));
        ledger.answer(
                "/v1/applications",
                query -> query.contains("cursor=")
                        ? Canned.page("applications", List.of(another)).put("next", "yet-more")
                        : Canned.page("applications", thousand).put("next", "more"));
        ledger.answer(
                "/v1/applications/" + further,
                Canned.application(waiting.deepCopy().put("status", "migrating")));
        open("");
        awaitStream();
        eventually(() -> assertThat(applicationsAsked()).isGreaterThanOrEqualTo(2));
        ledger.stream().send("a-1", waiting);
        Locator row = page.locator(".application[data-key=\"" + further + "\"]");
        assertThat(row).containsText("waiting 0.1.0");

        ledger.stream().write("id: a-9\nevent: reset\ndata: {}\n\n");

        assertThat(row).containsText("migrating 0.1.0");
    }

    private long applicationsAsked() {
        return ledger.asked().stream()
                .filter(asked -> asked.path().equals("/v1/applications"))
                .count();
    }

    @Test
    void saysThatItReconnectsWhileTheServerIsAway() {
        open("");
        awaitStream();

        ledger.wantToken("somebody took it away");
        ledger.stream().cut();
        assertThat(connection()).hasText("no token");
        ledger.close();

        assertThat(connection()).hasText("reconnecting");
        assertThat(connection())
                .hasAttribute("title", Pattern.compile("The ledger does not answer: .* Tries again in .*"));
        assertThat(ordersInProduction().locator(".now")).containsText("1.4.0");
    }

    @Test
    void eventsInPiecesAndInAnyLineEndingAreUnderstood() {
        open("");
        String parse = """
            async pieces => {
              const { parser } = await import('/page/stream.js');
              const told = [];
              const parse = parser((...message) => told.push(message.join('|')), wait => told.push(wait));
              pieces.forEach(parse);
              return told;
            }\
            """;

        var told = page.evaluate(
                parse,
                List.of(
                        ": a comment\r\nretry: 250\r\nid: 1\nevent: one\r",
                        "\nda",
                        "ta: a\rdata:b\n\nid: 2\n\n",
                        "data\r\n\r",
                        "\ndata: unfinished\n"));

        assertThat(told).isEqualTo(List.of(250, "one|a\nb|1", "message||"));
    }

    @Test
    void aLineThatIsNotUnderstoodDoesNotEndTheStream() {
        open("");
        awaitStream();

        ledger.stream().write("event: deployment\ndata: no JSON\n\nevent: deployment\ndata: {}\n\n");
        ledger.stream().send("a-1", deployed());

        assertThat(ordersInProduction().locator(".now")).containsText("1.5.0");
    }

    @Test
    void aDeploymentsPageGrowsByItsEventsAndKeepsWhatWasOpenedAndFocused() {
        open("#/deployments/" + MOVES);
        awaitStream();
        var summary = page.locator("[data-key=events] summary").first();
        summary.click();
        assertThat(summary).isFocused();
        var ended = Canned.event(
                "service-deployed", 33, Duration.ZERO, data -> data.put("deployedAt", Canned.at(Duration.ZERO)));
        var events =
                Stream.concat(Shop.movingEvents().stream(), Stream.of(ended)).toList();
        Shop.detail(ledger, deployed(), "deployed now", events);

        ledger.stream().send("a-1", deployed());

        assertThat(page.locator("[data-key=events] tbody tr")).hasCount(3);
        assertThat(page.locator(".lead")).containsText("deployed now");
        assertThat(page.locator("[data-key=service]")).containsText("https://new.example");
        assertThat(page.locator("[data-key=events] pre").first()).isVisible();
        assertThat(summary).isFocused();
    }

    @Test
    void whatHappenedBeforeTheStreamWasThereIsFetched() {
        open("");
        awaitStream();

        eventually(() -> assertThat(
                        ledger.asked().stream().filter(asked -> asked.path().equals("/v1/applications")))
                .hasSizeGreaterThan(1));
    }

    @Test
    void aRebuildIsToldWithItsProgressUntilItIsOver() {
        var applications = Canned.page("applications", List.of());
        applications.set("ledger", Canned.rebuilding(123_456, 999_999));
        ledger.answer("/v1/applications", applications);
        ledger.answer("/v1/ledger", Canned.rebuilding(123_456, 999_999));

        open("");
        awaitStream();

        assertThat(connection()).hasText("live, rebuilding 12 %");
        assertThat(page.locator(".notice")).containsText("The ledger is being rebuilt: 123,456 of 999,999 records.");
        ledger.stream().write("event: ledger\ndata: " + Canned.rebuilding(500_000, 999_999) + "\n\n");
        assertThat(connection()).hasText("live, rebuilding 50 %");

        Shop.answers(ledger);
        ledger.stream().write("event: ledger\ndata: " + Canned.complete() + "\n\n");

        assertThat(connection()).hasText("live");
        assertThat(page.locator(".notice")).hasCount(0);
        assertThat(ordersInProduction()).containsText("1.4.0");
    }
}
