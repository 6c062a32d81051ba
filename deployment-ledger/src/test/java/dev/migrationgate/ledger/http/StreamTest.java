package dev.migrationgate.ledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.Callers;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.stream.Listeners;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StreamTest {
    private static final String ORDERS = "acme/retail/production/shop/orders";
    private static final String CART = "acme/retail/production/shop/cart";

    @TempDir
    private Path folder = Path.of("");

    private TestLedger ledger;
    private RecordedEvents events;
    private Listeners listeners;

    @BeforeEach
    void start() {
        ledger = TestLedger.start(LedgerStore.open(folder), Callers.anybody());
        events = ledger.events();
        listeners = ledger.listeners();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void aChangeIsToldAsItHappens() throws Exception {
        listeners.tell(events.requested("before01", ORDERS, "lane"));
        try (Told told = listen("", "")) {
            listeners.tell(events.requested("after001", ORDERS, "lane"));

            JsonObject data = told.next();

            assertThat(data.getJsonObject("deployment").getString("id")).isEqualTo("after001");
            assertThat(data.getJsonObject("event").getString("topic")).isEqualTo("deployment-requested");
        }
    }

    @Test
    void whoComesAgainHearsWhatCameMeanwhileOnceAndThenWhatComes() throws Exception {
        String mark;
        try (Told told = listen("", "")) {
            listeners.tell(events.requested("first001", ORDERS, "lane"));
            told.next();
            mark = told.mark();
        }
        listeners.tell(events.started("first001"));
        listeners.tell(events.requested("second01", CART, "lane"));

        try (Told told = listen("", mark)) {
            assertThat(told.next().getJsonObject("event").getString("topic")).isEqualTo("migration-started");
            assertThat(told.next().getJsonObject("deployment").getString("id")).isEqualTo("second01");
            listeners.tell(events.started("second01"));
            assertThat(told.next().getJsonObject("deployment").getString("status"))
                    .isEqualTo("migrating");
        }
    }

    @Test
    void whoHasHeardOfNothingYetComesAgainWithoutAGapAsWell() throws Exception {
        listeners.tell(events.requested("before01", ORDERS, "lane"));
        String mark;
        try (Told told = listen("", "")) {
            assertThat(told.name()).isEqualTo("ledger");
            mark = told.mark();
        }
        listeners.tell(events.requested("meanwhile", ORDERS, "lane"));

        try (Told told = listen("", mark)) {
            assertThat(told.next().getJsonObject("deployment").getString("id")).isEqualTo("meanwhile");
        }
    }

    @Test
    void onlyWhatIsAskedForIsTold() throws Exception {
        try (Told told = listen("?application=cart", "")) {
            listeners.tell(events.requested("orders01", ORDERS, "lane"));
            listeners.tell(events.requested("cart0001", CART, "lane"));

            assertThat(told.next().getJsonObject("deployment").getString("id")).isEqualTo("cart0001");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no mark", "99.0.1", "0.0.1_"})
    void whoComesWithWhatIsNoMarkHearsThatItHasToAskAnew(String mark) throws Exception {
        listeners.tell(events.requested("before01", ORDERS, "lane"));
        try (Told told = listen("", mark)) {
            assertThat(told.name()).isEqualTo("reset");
            String anew = told.mark();
            listeners.tell(events.requested("after001", ORDERS, "lane"));

            assertThat(told.next().getJsonObject("deployment").getString("id")).isEqualTo("after001");
            assertThat(anew).isNotEqualTo(mark);
        }
    }

    @Test
    void whoMissedTooMuchHearsThatItHasToAskAnewAndNothingOfIt() throws Exception {
        String mark;
        try (Told told = listen("", "")) {
            listeners.tell(events.requested("first001", ORDERS, "lane"));
            told.next();
            mark = told.mark();
        }
        listeners.tell(events.from(6_000).requested("second01", ORDERS, "lane"));

        try (Told told = listen("", mark)) {
            assertThat(told.name()).isEqualTo("reset");
            listeners.tell(events.started("second01"));
            assertThat(told.next().getJsonObject("event").getString("topic")).isEqualTo("migration-started");
        }
    }

    private Told listen(String query, String mark) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(ledger.at("/v1/stream" + query));
        if (!mark.isEmpty()) {
            request.header("Last-Event-ID", mark);
        }
        var answer = ledger.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        var told = new Told(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
        told.begun();
        return told;
    }

    /** What a listener hears. */
    private static final class Told implements AutoCloseable {
        private final BufferedReader lines;
        private String mark = "";

        Told(BufferedReader lines) {
            this.lines = lines;
        }

        /** Waits until it is listened to. */
        void begun() throws IOException {
            assertThat(lines.readLine()).isEqualTo(": listening");
        }

        /** The name of the next event, with its mark. */
        String name() throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    mark = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    return line.substring(7);
                }
            }
            throw new IOException("the stream ended");
        }

        /** The data of the next event of a deployment. */
        JsonObject next() throws IOException {
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    mark = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ") && event.equals("deployment")) {
                    return new JsonObject(line.substring(6));
                }
            }
            throw new IOException("the stream ended");
        }

        String mark() {
            return mark;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
