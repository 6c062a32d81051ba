package dev.migrationgate.ledger.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchIT extends PageInChromium {

    /** Pages of 50, 0 and 20 entries. */
    private static JsonNode page(String query) {
        if (!query.contains("cursor=")) {
            return deployments(0, 50).put("next", "second");
        }
        return query.contains("cursor=second") ? deployments(0, 0).put("next", "third") : deployments(50, 70);
    }

    private static ObjectNode deployments(int from, int to) {
        return Canned.page(
                "deployments",
                IntStream.range(from, to)
                        .mapToObj(i -> Canned.failed(Shop.ORDERS, "2.0." + i, Duration.ofHours(i + 1L)))
                        .toList());
    }

    private List<String> searches() {
        return ledger.asked().stream()
                .filter(asked -> asked.path().equals("/v1/deployments"))
                .map(StubLedger.Asked::query)
                .toList();
    }

    @Test
    void asksForWhatTheFormSaysAndPutsItIntoTheAddress() {
        open("#/search");
        page.getByLabel("Application").fill("acme/retail");
        page.getByLabel("Commit").fill(" 0C1D2E3");
        page.getByLabel("Actor").fill("ann");
        page.getByLabel("Requested from").fill("2026-11-27T10:30");
        page.getByLabel("failed").check();
        page.getByLabel("held").check();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                .click();

        eventually(() -> assertThat(searches().getLast())
                .contains(
                        "application=acme/retail",
                        "commit=0c1d2e3",
                        "actor=ann",
                        "since=2026-11-27T09:30:00.000Z",
                        "status=failed",
                        "status=held",
                        "limit=50"));
        assertThat(page.url()).contains("#/search?application=acme%2Fretail");
    }

    @Test
    void anAddressWithAQueryFillsTheForm() {
        open("#/search?actor=ann&status=failed&since=2026-11-27T09:30:00.000Z");

        assertThat(page.getByLabel("Actor")).hasValue("ann");
        assertThat(page.getByLabel("failed")).isChecked();
        assertThat(page.getByLabel("Requested from")).hasValue("2026-11-27T10:30");
        assertThat(searches().getFirst()).contains("actor=ann");
    }

    /** A bookmark, or an address that somebody mended. */
    @Test
    void whatTheLedgerRefusesLeavesTheFormThere() {
        ledger.refuse("/v1/deployments", 400, "The query cannot be meant", "'commit' has to be at least 7 digits.");
        open("#/search?commit=abc");

        assertThat(page.locator("#problem")).hasText("'commit' has to be at least 7 digits.");
        assertThat(page.getByLabel("Commit")).hasValue("abc");
        assertThat(page.locator("#count")).hasCount(0);
    }

    @Test
    void showsMoreByTheCursorOverPagesThatAreEmpty() {
        ledger.answer("/v1/deployments", SearchIT::page);
        open("#/search?actor=ann");
        assertThat(page.locator("[data-key=found] tbody tr")).hasCount(50);
        assertThat(page.locator("#count")).hasText("50 deployments so far; there may be more.");

        page.locator("#more").click();

        assertThat(page.locator("[data-key=found] tbody tr")).hasCount(70);
        assertThat(page.locator("#count")).hasText("70 deployments; that is all.");
        assertThat(page.locator("#more")).hasCount(0);
        assertThat(searches().getLast()).contains("cursor=third", "actor=ann");
    }

    @Test
    void anUpdateDoesNotTouchAFormThatIsBeingFilledIn() {
        open("#/search");
        awaitStream();
        page.getByLabel("Actor").fill("an");

        ledger.stream()
                .send(
                        "a-1",
                        Shop.ORDERS_MOVES.deepCopy().put("status", "failed").put("message", "it failed just now"));

        assertThat(page.locator("[data-key=found]")).containsText("it failed just now");
        assertThat(page.getByLabel("Actor")).hasValue("an");
        assertThat(page.getByLabel("Actor")).isFocused();
    }
}
