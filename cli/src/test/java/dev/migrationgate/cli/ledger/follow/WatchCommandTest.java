package dev.migrationgate.cli.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.ledger.Ledger;
import dev.migrationgate.cli.ledger.Query;
import dev.migrationgate.cli.ledger.StubLedger;
import dev.migrationgate.cli.ledger.Told;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WatchCommandTest {
    private static final String STREAM = "/v1/stream?application=acme%2Fretail%2Fproduction%2Fshop%2Forders-api";

    private StubLedger ledger;

    @BeforeEach
    void start() throws IOException {
        ledger = new StubLedger();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @ParameterizedTest
    @CsvSource({"deployed,0", "failed,1", "cancelled,4", "superseded,4"})
    void aDeploymentIsWatchedUntilItEnded(String status, int exit) {
        ledger.on("/v1/deployments/d234567a", 200, Told.deployment(Told.ID, "waiting", ""))
                .on("/v1/deployments/" + Told.ID, 200, Told.deployment(Told.ID, "waiting", ""))
                .on(
                        STREAM,
                        200,
                        event(Told.OTHER, "deployed", "service-deployed")
                                + ": still here\n\n"
                                + event(Told.ID, "migrating", "migration-started")
                                + event(Told.ID, status, "the-end"));

        assertThat(ledger.gate("watch", "d234567a")).isEqualTo(exit);

        String who = "d234567abcde  " + Told.APPLICATION + "  1.4.0  ";
        assertThat(ledger.out().lines())
                .containsExactly(
                        "2020-01-01T00:00:10.000Z  " + who + "waiting",
                        "2026-11-01T10:00:00.000Z  " + who + "migration-started, migrating",
                        "2026-11-01T10:00:00.000Z  " + who + "the-end, " + status);
        assertThat(ledger.err()).isEmpty();
    }

    @Test
    void anEndBeforeTheConnectionIsNotMissed() {
        ledger.on("/v1/deployments/" + Told.ID, 200, Told.deployment(Told.ID, "waiting", ""))
                .on(
                        "/v1/deployments/" + Told.ID,
                        200,
                        Told.deployment(Told.ID, "failed", ",\"message\":\"exit code 1\""))
                .on(STREAM, 200, "");

        assertThat(ledger.gate("watch", Told.ID)).isEqualTo(1);

        assertThat(ledger.out()).contains("failed: exit code 1");
    }

    @Test
    void asJsonEachLineIsWhatTheLedgerTold() {
        ledger.on("/v1/deployments/" + Told.ID, 200, Told.deployment(Told.ID, "waiting", ""))
                .on(STREAM, 200, event(Told.ID, "deployed", "service-deployed"));

        assertThat(ledger.gate("watch", Told.ID, "--output=json")).isZero();

        assertThat(ledger.out().lines())
                .containsExactly(
                        "{\"deployment\":" + Told.deployment(Told.ID, "waiting", "") + "}",
                        event(Told.ID, "deployed", "service-deployed")
                                .lines()
                                .toList()
                                .get(2)
                                .substring(6));
    }

    @Test
    void whatTheLedgerDoesNotKnowIsNotWatched() {
        ledger.on("/v1/deployments", 200, Told.page("", ""));

        assertThat(ledger.gate("watch", "orders-ap")).isEqualTo(2);

        assertThat(ledger.err()).contains("knows nothing of 'orders-ap'");
    }

    @Test
    void anApplicationIsWatchedByItsNameUntilTheTimeIsOver() {
        ledger.on("/v1/deployments?application=orders-api&limit=1", 200, Told.page("{\"id\":\"d1\"}", ""))
                .on("/v1/stream?application=orders-api", 200, "");

        assertThat(ledger.gate("watch", "orders-api", "--timeout=0s")).isEqualTo(3);

        assertThat(ledger.asked()).endsWith("/v1/stream?application=orders-api");
    }

    @Test
    void aLedgerThatCannotAnswerNowIsOutOfReach() {
        ledger.on("/v1/stream", 503, "{\"title\":\"Starting\"}");

        assertThat(ledger.gate("watch")).isEqualTo(2);

        assertThat(ledger.err())
                .contains("is out of reach", "answers 503: Starting")
                .hasLineCount(1);
    }

    @Test
    void whoMayNotWatchIsTold() {
        ledger.on("/v1/stream", 401, "{\"title\":\"Unauthorized\"}");

        assertThat(ledger.gate("watch")).isEqualTo(2);

        assertThat(ledger.err()).contains("wants to know who asks").hasLineCount(1);
    }

    @Test
    void aLostConnectionIsResumedAfterWhatWasSeenLast() throws Exception {
        ledger.on("/v1/stream", 200, event("d1", "waiting", "first") + "id: half\ndata: x\n")
                .on("/v1/stream", 200, event("d1", "migrating", "second"))
                .held("/v1/stream", event("d1", "deployed", "third") + "event: end\ndata: {}\n\n");
        List<String> troubles = new ArrayList<>();
        List<String> seen = new ArrayList<>();

        try (var client = new Ledger(URI.create(ledger.address()), Optional.empty())) {
            var pace = new Pace(InstantSource.system(), _ -> {}, new Backoff(new Random(1)), Duration.ofMinutes(1));
            new Watch(lastEvent -> client.lines("/v1/stream", Query.NONE, lastEvent), viewer(seen), pace, troubles::add)
                    .until(Instant.MAX);
        }

        assertThat(seen).containsExactly("deployment", "deployment", "deployment", "end");
        assertThat(ledger.headers()).containsExactly("Last-Event-ID: first", "Last-Event-ID: second");
        assertThat(troubles).containsExactly("it ended the connection", "it ended the connection");
    }

    /** Wants everything until {@code end}. */
    private static Watch.Viewer viewer(List<String> seen) {
        return new Watch.Viewer() {
            @Override
            public OptionalInt connected() {
                return OptionalInt.empty();
            }

            @Override
            public OptionalInt event(EventParser.Event event) {
                seen.add(event.type());
                return event.type().equals("end") ? OptionalInt.of(0) : OptionalInt.empty();
            }
        };
    }

    private static String event(String id, String status, String topic) {
        return """
                id: %s
                event: deployment
                data: {"deployment":%s,"event":{"topic":"%s","time":"2026-11-01T10:00:00.000Z"}}

                """.formatted(topic, Told.deployment(id, status, ""), topic);
    }
}
