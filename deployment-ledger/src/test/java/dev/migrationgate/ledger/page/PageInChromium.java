package dev.migrationgate.ledger.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** The page in Debian's Chromium, with a stub of the ledger behind it. No test may leave an error on the browser's console. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageInChromium {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TELL_VIOLATIONS =
            "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' +"
                    + " e.sample))";

    private final List<String> complaints = new ArrayList<>();
    private Playwright playwright;
    private Browser browser;
    private BrowserContext context;

    /** Fresh for each test. */
    StubLedger ledger;

    /** Fresh for each test, and 1280 px wide; empty until {@link #open}. */
    Page page;

    @BeforeAll
    void startBrowser() {
        assumeTrue(
                Files.isExecutable(CHROMIUM),
                "skipped: the page's tests need " + CHROMIUM + " (in Debian: apt-get install chromium)");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @BeforeEach
    void startPage() throws IOException {
        ledger = new StubLedger();
        Shop.answers(ledger);
        context = browser.newContext(
                new Browser.NewContextOptions().setTimezoneId("Europe/Vienna").setLocale("en-GB"));
        context.clock().setFixedTime(Date.from(Canned.NOW));
        context.addInitScript(TELL_VIOLATIONS);
        context.setDefaultTimeout((double) LIMIT.toMillis());
        page = context.newPage();
        page.setViewportSize(1280, 900);
        page.onConsoleMessage(this::heard);
        page.onPageError(error -> complaints.add("error: " + error));
    }

    private void heard(ConsoleMessage message) {
        // The browser reports each refusal of the server by itself; what the page makes of it is the tests' matter.
        boolean refusal = message.text().startsWith("Failed to load resource")
                && message.location().contains("/v1/");
        if (message.type().equals("error") && !refusal) {
            complaints.add(message.text());
        }
    }

    @AfterEach
    void nothingWasComplainedOf() {
        context.close();
        ledger.close();
        var heard = List.copyOf(complaints);
        complaints.clear();
        assertThat(heard).as("what the browser complained of").isEmpty();
    }

    @AfterAll
    void stopBrowser() {
        if (playwright != null) {
            browser.close();
            playwright.close();
        }
    }

    /** Opens a view, and waits until it is there. */
    void open(String fragment) {
        page.navigate(ledger.address() + fragment);
        page.locator("main:not([aria-busy]) h1").waitFor();
    }

    /** Waits until the page follows the stream. */
    void awaitStream() {
        eventually(() -> assertThat(ledger.stream().listeners()).isPositive());
    }

    /** Tries until it holds. */
    static void eventually(ThrowingRunnable holds) {
        Awaitility.await().atMost(LIMIT).pollInSameThread().untilAsserted(holds);
    }

    void dark() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    }

    void narrow() {
        page.setViewportSize(320, 640);
    }

    /** Keeps a picture of the whole page. */
    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
