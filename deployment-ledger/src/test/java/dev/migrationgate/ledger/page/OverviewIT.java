package dev.migrationgate.ledger.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverviewIT extends PageInChromium {

    @Test
    void showsWhatIsLiveAndWhatMovesInEachEnvironment() {
        open("");

        Locator row = page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("acme / retail / shop"))
                .filter(new Locator.FilterOptions().setHasText("orders-api"));
        assertThat(page.getByRole(AriaRole.COLUMNHEADER).nth(0)).hasText("Application");
        assertThat(page.getByRole(AriaRole.COLUMNHEADER).nth(1)).hasText("staging");
        assertThat(page.getByRole(AriaRole.COLUMNHEADER).nth(2)).hasText("production");
        assertThat(row.getByRole(AriaRole.CELL).nth(0)).containsText("1.5.1");
        assertThat(row.getByRole(AriaRole.CELL).nth(1))
                .containsText(
                        Pattern.compile("1\\.4\\.0.*26 h ago.*migrating 1\\.5\\.0.*4 min 12 s.*waiting 1\\.5\\.1"));
    }

    @Test
    void showsAFailureThatIsNewerThanWhatIsLive() {
        open("");

        assertThat(page.locator(".matrix tr", new Page.LocatorOptions().setHasText("payment-gateway")))
                .containsText(Pattern.compile("2\\.0\\.0.*failed 2\\.1\\.0.*2 h ago"));
    }

    @Test
    void showsLanesWithTheirReasons() {
        open("");

        var lanes = page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Lanes with something in them"));
        assertThat(lanes).containsText("quarantined: the outcome of billing-api's attempt 1 is unknown");
        assertThat(lanes).containsText("which migrates since 4 min");
    }

    @Test
    void readsOnWhereThereAreMoreApplications() {
        var all = IntStream.range(0, 3)
                .mapToObj(i -> Canned.application(
                        Canned.live("acme/retail/production/shop/app-" + i, "1." + i, Duration.ofHours(1))))
                .toList();
        ledger.answer("/v1/applications", query -> {
            int from = query.contains("cursor=") ? Integer.parseInt(query.replaceFirst(".*cursor=(\\d+).*", "$1")) : 0;
            var answer = Canned.page("applications", List.of(all.get(from)));
            return from < 2 ? answer.put("next", String.valueOf(from + 1)) : answer;
        });

        open("");

        assertThat(page.locator(".matrix tbody tr")).hasCount(3);
    }

    @Test
    void leadsToADeploymentByKeyboardAlone() {
        open("");

        page.keyboard().press("Tab");
        assertThat(page.locator("#skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).isFocused();
        String wanted = "#/deployments/" + Shop.ORDERS_MOVES.get("id").asText();
        for (int i = 0; i < 40 && !wanted.equals(page.evaluate("document.activeElement.getAttribute('href')")); i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).hasText("orders-api 1.5.0 in production");
        assertThat(page.locator("h1")).isFocused();
        assertThat(page).hasTitle("orders-api 1.5.0 in production · Migration Gate");
    }

    @Test
    void whatHasTheKeyboardsFocusIsOutlined() {
        open("");

        page.locator("#to-search").focus();
        page.keyboard().press("Tab");

        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }

    @Test
    void anApplicationsPageShowsItsHistory() {
        open("");

        page.locator(".matrix")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName("1.4.0").setExact(true))
                .click();

        assertThat(page.locator("h1")).hasText("orders-api in production");
        assertThat(page.locator("[data-key=live]")).containsText("1.4.0");
        assertThat(page.locator("[data-key=history] tbody tr")).hasCount(3);
    }

    @Test
    void aPlaceInLineCountsThoseWhoAreNotShown() {
        var lane = Canned.lane(
                Shop.ORDERS_MOVES, "held", Shop.ORDERS_WAITS.deepCopy().put("place", 7));
        lane.set("ledger", Canned.complete());
        ledger.answer("/v1/lanes/" + lane.get("id").asText(), lane);

        open("#/lanes/" + lane.get("id").asText());

        assertThat(page.locator(".queue .place")).hasText("7");
    }

    @Test
    void aLanesPageShowsItsQueueInLine() {
        open("");

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("orders-api-db"))
                .click();

        assertThat(page.locator("[data-key=holder]")).containsText("migrating");
        assertThat(page.locator(".queue li"))
                .hasText(Pattern.compile("1\\s*waiting\\s*orders-api 1\\.5\\.1.*waits 2 min, by token:ci \\(ann\\)"));
    }
}
