package dev.migrationgate.ledger.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppearanceIT extends PageInChromium {

    private static final Map<String, String> VIEWS = Map.of(
            "overview", "#/",
            "deployed", "#/deployments/" + Shop.ORDERS_LIVE.get("id").asText(),
            "failed", "#/deployments/" + Shop.PAYMENTS_FAILED.get("id").asText(),
            "moving", "#/deployments/" + Shop.ORDERS_MOVES.get("id").asText(),
            "application", "#/applications/" + Shop.ORDERS,
            "lane", "#/lanes/" + Shop.ORDERS_LIVE.get("lane").asText(),
            "search", "#/search?status=failed",
            "error", "#/deployments/unknown");

    // WCAG 2.2, 1.4.3: of every text with the ground behind it; half-transparent colours do not occur.
    private static final String POOR_CONTRASTS = """
        () => {
          const channels = colour => colour.match(/[\\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
            .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = node => {
            const colour = channels(getComputedStyle(node).backgroundColor);
            return colour[3] === 0 && node.parentElement ? ground(node.parentElement) : colour;
          };
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const poor = [];
          while (texts.nextNode()) {
            const holder = texts.currentNode.parentElement;
            if (texts.currentNode.data.trim() && holder.checkVisibility()) {
              const [one, other] = [light(channels(getComputedStyle(holder).color)), light(ground(holder))];
              const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
              if (ratio < 4.5) poor.push(`${texts.currentNode.data.trim()}: ${ratio.toFixed(2)}`);
            }
          }
          return poor;
        }
        """;

    @ParameterizedTest
    @ValueSource(strings = {"overview", "deployed", "failed", "moving", "application", "lane", "search", "error"})
    void isReadableInBothSchemesAndFitsANarrowPage(String view) {
        open(VIEWS.get(view));
        screenshot(view + "-light");
        var lightGround = page.evaluate("getComputedStyle(document.body).backgroundColor");
        assertContrast();

        dark();
        screenshot(view + "-dark");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isNotEqualTo(lightGround);
        assertContrast();

        narrow();
        screenshot(view + "-narrow");
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(320);
        assertThat(page.locator("h1")).isInViewport();
    }

    private void assertContrast() {
        assertThat(page.evaluate(POOR_CONTRASTS))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
    }

    @Test
    void hasLandmarksHeadingsAndNamesForEveryControl() {
        open("#/search");

        for (AriaRole landmark :
                List.of(AriaRole.BANNER, AriaRole.NAVIGATION, AriaRole.MAIN, AriaRole.SEARCH, AriaRole.STATUS)) {
            assertThat(page.getByRole(landmark)).hasCount(1);
        }
        assertThat(page.locator("h1")).hasCount(1);
        assertThat(page.locator("table:not(:has(caption))")).hasCount(0);
        assertThat(page.locator("th:not([scope])")).hasCount(0);
        assertThat(page.evaluate(
                        "[...document.querySelectorAll('input')].filter(input => !input.labels.length).length"))
                .isEqualTo(0);
    }

    @Test
    void tablesKeepTheirRolesAsCards() {
        narrow();
        open("#/deployments/" + Shop.ORDERS_LIVE.get("id").asText());

        assertThat(page.getByRole(AriaRole.TABLE)).hasCount(1);
        assertThat(page.getByRole(AriaRole.ROW)).hasCount(5);
        assertThat(page.getByRole(AriaRole.ROWHEADER)).hasCount(4);
    }

    @Test
    void whatTheLedgerAnswersIsToldInWordsWhereItIsNoAnswer() {
        ledger.garble("/v1/applications");
        open("");
        assertThat(page.locator("main")).containsText("The server answered, but not with JSON.");

        ledger.refuse("/v1/applications", 503, "Not ready", "The ledger starts; try again in a few seconds.");
        page.locator("main button").click();
        assertThat(page.locator("main")).containsText("The ledger starts; try again in a few seconds.");

        Shop.answers(ledger);
        page.locator("main button").click();
        assertThat(page.locator(".matrix")).containsText("orders-api");
    }

    @Test
    void anAddressOfNoViewAndAnIdOfDotsAreToldSo() {
        open("#/nowhere");
        assertThat(page.locator("h1")).hasText("No such view");

        open("#/applications/acme/../../hooks");
        assertThat(page.locator("main")).containsText("is no id");
        assertThat(ledger.asked()).noneMatch(asked -> asked.path().contains("hooks"));
    }
}
