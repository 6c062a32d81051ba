package dev.migrationgate.benchmarks.ledger;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ledger's page, open in Chromium, and how soon it shows what is new. */
final class PageInBrowser {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final double TOO_SLOW_MILLIS = 180_000;
    private static final double SETTLED_MILLIS = 5_000;

    /** Remembers by id when a deployment was first drawn: at the frame after it came into the page. */
    private static final String REMEMBER = """
            () => {
              window.drawn = {};
              const look = node => {
                if (node.nodeType !== Node.ELEMENT_NODE) return;
                for (const each of [node, ...node.querySelectorAll('[data-key]')]) {
                  const key = each.dataset.key;
                  if (key && !(key in window.drawn)) {
                    window.drawn[key] = 0;
                    requestAnimationFrame(() => { window.drawn[key] = Date.now(); });
                  }
                }
              };
              new MutationObserver(all => all.forEach(one => {
                one.addedNodes.forEach(look);
                if (one.type === 'attributes') look(one.target);
              })).observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-key'] });
            }
            """;

    private PageInBrowser() {}

    /** Whether there is a browser to look with. */
    static boolean isThere() {
        return Files.isExecutable(CHROMIUM);
    }

    /**
     * Writes news, and looks at the overview.
     *
     * @return how long each took from the moment before its event was handed to the producer until it was drawn
     */
    static Latencies drawn(LedgerSite site, News news) {
        var create = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (Playwright playwright = Playwright.create(create);
                Browser browser = playwright.chromium().launch(options());
                Past past = site.past()) {
            Page page = browser.newPage();
            // A page that is too slow is to be measured as such.
            page.setDefaultTimeout(TOO_SLOW_MILLIS);
            page.navigate(site.address("/").toString());
            page.waitForSelector("#main table");
            page.waitForSelector("#connection[data-state=live]");
            // It reads all again once it listens.
            page.waitForTimeout(SETTLED_MILLIS);
            page.evaluate(REMEMBER);
            Map<String, Long> sent = new ConcurrentHashMap<>();
            long offset = System.currentTimeMillis() * 1_000_000 - System.nanoTime();
            news.tell(past, sent);
            List<String> ids = List.copyOf(sent.keySet());
            page.waitForFunction("ids => ids.every(id => window.drawn[id])", ids);
            List<?> drawn = (List<?>) page.evaluate("ids => ids.map(id => window.drawn[id] * 1e6)", ids);
            var latencies = new Latencies();
            for (int i = 0; i < ids.size(); i++) {
                latencies.add(((Number) drawn.get(i)).longValue() - sent.getOrDefault(ids.get(i), 0L) - offset);
            }
            return latencies;
        }
    }

    private static BrowserType.LaunchOptions options() {
        return new BrowserType.LaunchOptions()
                .setExecutablePath(CHROMIUM)
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking"));
    }
}
