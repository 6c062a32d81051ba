package dev.migrationgate.ledger.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenIT extends PageInChromium {

    private Locator dialog() {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("A token is needed"));
    }

    @Test
    void asksForATokenAndSendsItWithEveryRequest() {
        ledger.wantToken("let-me-in");
        page.navigate(ledger.address());
        assertThat(dialog()).containsText("Callers of the ledger need a token.");
        assertThat(page.getByLabel("Token", new Page.GetByLabelOptions().setExact(true)))
                .isFocused();
        screenshot("token-light");

        page.keyboard().type("let-me-in");
        page.keyboard().press("Enter");

        assertThat(dialog()).isHidden();
        assertThat(page.locator(".matrix")).containsText("orders-api");
        assertThat(page.locator("#connection")).hasText("live");
        assertThat(ledger.asked().getLast().authorization()).isEqualTo(Optional.of("Bearer let-me-in"));
        assertThat(page.evaluate("Object.values(localStorage).length")).isEqualTo(0);
        assertThat(page.locator("#token-value")).hasValue("");
    }

    @Test
    void saysThatATokenWasRefusedAndAsksAgain() {
        ledger.wantToken("let-me-in");
        page.navigate(ledger.address());
        page.locator("#token-value").fill("wrong");
        page.keyboard().press("Enter");

        assertThat(dialog()).containsText("The token was refused: Callers of the ledger need a token.");
        page.locator("#token-value").fill("let-me-in");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Use this token"))
                .click();

        assertThat(page.locator(".matrix")).containsText("orders-api");
    }

    @Test
    void whoHasNoTokenIsToldSoAndCanThinkAgain() {
        ledger.wantToken("let-me-in");
        page.navigate(ledger.address());
        assertThat(dialog()).isVisible();

        page.keyboard().press("Escape");

        assertThat(page.locator("h1")).hasText("Unauthorized");
        assertThat(page.locator(".lead")).hasText("Callers of the ledger need a token.");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enter a token"))
                .click();
        page.locator("#token-value").fill("let-me-in");
        page.keyboard().press("Enter");
        assertThat(page.locator(".matrix")).containsText("orders-api");
    }

    @Test
    void aTokenThatIsForgottenIsAskedForAgain() {
        ledger.wantToken("let-me-in");
        page.navigate(ledger.address());
        page.locator("#token-value").fill("let-me-in");
        page.keyboard().press("Enter");
        assertThat(page.locator(".matrix")).containsText("orders-api");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Forget token"))
                .click();

        assertThat(dialog()).isVisible();
    }
}
