package dev.migrationgate.ledger.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class DeploymentPageIT extends PageInChromium {

    private static final String DEPLOYED = Shop.ORDERS_LIVE.get("id").asText();

    @Test
    void drawsItsTimelineToScale() {
        open("#/deployments/" + DEPLOYED);

        var bars = page.locator(".phases .stretch");
        assertThat(page.locator(".phases li")).hasText(new Pattern[] {
            Pattern.compile("Waiting\\s*requested → migration started\\s*10 s"),
            Pattern.compile("Migration\\s*migration started → migration ended\\s*30 s"),
            Pattern.compile("Hand-over\\s*migration ended → service update\\s*2\\.0 s"),
            Pattern.compile("Roll-out\\s*service update → deployed\\s*18 s"),
        });
        double track = page.locator(".phases .track").first().boundingBox().width;
        List<Double> seconds = List.of(10.0, 30.0, 2.0, 18.0);
        double x = page.locator(".phases .track").first().boundingBox().x;
        for (int i = 0; i < seconds.size(); i++) {
            var box = bars.nth(i).boundingBox();
            assertThat(box.width).isCloseTo(track * seconds.get(i) / 60, within(1.0));
            assertThat(box.x).isCloseTo(x, within(1.0));
            x += box.width;
        }
        assertThat(page.locator("figcaption")).hasText("1 min from the request until it was deployed. Drawn to scale.");
    }

    @Test
    void showsRequestEvidenceAndWhereToLookFurther() {
        open("#/deployments/" + DEPLOYED);

        assertThat(page.locator(".lead"))
                .hasText(Pattern.compile("deployed\\s*live\\s*deployed: its migration was applied"));
        assertLink("0c1d2e3f".repeat(5), "https://github.com/acme/manifests/commit/" + "0c1d2e3f".repeat(5));
        assertLink(
                "execution in the Google Cloud console",
                "https://console.cloud.google.com/run/jobs/executions/details/europe-west1/orders-api-1-x7k2p/tasks?project=acme-prod");
        assertLink(
                "service in the Google Cloud console",
                "https://console.cloud.google.com/run/detail/europe-west1/orders-api/revisions?project=acme-prod");
        assertLink("https://orders-api.example.run.app", "https://orders-api.example.run.app/");
        assertThat(page.locator("[data-key=migration]")).containsText("registry.example/orders-migrations@sha256:abab");
        assertThat(page.getByText("Repeated because").locator("..")).containsText("the region was lost");
        assertThat(page.getByText("Repeats").locator("..").getByRole(AriaRole.LINK))
                .hasAttribute("href", "#/deployments/" + Canned.id(Shop.ORDERS, "1.3.9"));
    }

    private void assertLink(String text, String address) {
        assertThat(page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(text).setExact(true)))
                .hasAttribute("href", address);
    }

    @Test
    void showsEveryEventWithItsPlaceAndItsData() {
        open("#/deployments/" + DEPLOYED);

        Locator started = page.locator("[data-key=events] tbody tr").nth(1);
        assertThat(started)
                .containsText(
                        Pattern.compile("migration-started\\s*2026-11-26 09:59:11\\.000 UTC\\s*2\\s*12\\s*event-12"));
        assertThat(started.locator("pre")).isHidden();
        started.locator("summary").click();
        assertThat(started.locator("pre")).containsText("\"attempt\": 1");
    }

    @Test
    void showsTheLogOfAMigrationThatFailed() {
        open("#/deployments/" + Shop.PAYMENTS_FAILED.get("id").asText());

        assertThat(page.locator("pre.log")).containsText("ERROR: relation \"accounts\" does not exist");
        assertThat(page.locator(".phases li").last()).containsText("migration started → migration failed");
        assertThat(page.locator("[data-key=reason]")).hasText("EXIT_CODE: The migration ended with exit code 1.");
    }

    @Test
    void textsThatLookLikeMarkupAreShownAndNotExecuted() {
        String attack = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";
        var hostile = Shop.ORDERS_LIVE.deepCopy();
        List.of(
                        "name",
                        "version",
                        "image",
                        "actor",
                        "repository",
                        "ref",
                        "commit",
                        "environment",
                        "message",
                        "reason",
                        "migration",
                        "execution",
                        "service")
                .forEach(field -> hostile.put(field, attack));
        hostile.putArray("logExcerpt").add(attack);
        Shop.detail(
                ledger,
                hostile,
                attack,
                List.of(Canned.event(attack, 1, Duration.ofHours(1), data -> data.put(attack, attack))));

        open("#/deployments/" + DEPLOYED);

        assertThat(page.locator("h1")).hasText(attack + " " + attack + " in " + attack);
        assertThat(page.locator("pre.log")).hasText(attack);
        assertThat(page.locator("main img, main script")).hasCount(0);
        assertThat(page.title()).startsWith(attack.substring(0, 4));
    }

    @Test
    void anAddressThatIsNoWebAddressIsNoLink() {
        var hostile = Shop.ORDERS_LIVE.deepCopy();
        hostile.put("uri", "javascript:document.title='taken'").put("logUri", " \tdata:text/html,<script>1</script>");
        hostile.put("repository", "../../evil");
        Shop.detail(ledger, hostile, "deployed", List.of());

        open("#/deployments/" + DEPLOYED);

        assertThat(page.locator("[data-key=service]")).containsText("javascript:document.title='taken'");
        assertThat(page.locator("[data-key=migration]")).containsText("data:text/html");
        var addresses = page.locator("a").evaluateAll("links => links.map(link => link.protocol)");
        assertThat(addresses).asInstanceOf(InstanceOfAssertFactories.LIST).containsOnly("http:", "https:");
        assertThat(page.locator("a", new Page.LocatorOptions().setHasText("0c1d2e3f")))
                .hasCount(0);
    }

    @Test
    void aRetryIsAPhaseOfItsOwn() {
        var events = List.of(
                Canned.event(
                        "migration-started",
                        1,
                        Duration.ofSeconds(50),
                        data -> data.put("startedAt", Canned.at(Duration.ofSeconds(50)))
                                .put("attempt", 1)),
                Canned.event(
                        "migration-failed",
                        2,
                        Duration.ofSeconds(40),
                        data -> data.put("decidedAt", Canned.at(Duration.ofSeconds(40)))),
                Canned.event("deployment-commands", 0, Duration.ofSeconds(20), data -> data.put("kind", "RETRY")),
                Canned.event(
                        "migration-started",
                        3,
                        Duration.ofSeconds(10),
                        data -> data.put("startedAt", Canned.at(Duration.ofSeconds(10)))
                                .put("attempt", 2)));
        var again = Canned.deployment(Shop.ORDERS, "1.6.0", "migrating", Duration.ofSeconds(60));
        Shop.detail(ledger, again, "migrates, attempt 2", events);

        open("#/deployments/" + again.get("id").asText());

        assertThat(page.locator(".phase"))
                .containsText(new String[] {"Waiting", "Migration", "Stopped", "Migration, attempt 2"});
        assertThat(page.locator(".length")).hasText(new String[] {"10 s", "10 s", "30 s", "10 s"});
        assertThat(page.locator("figcaption")).containsText("1 min so far");
    }
}
