package dev.migrationgate.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people, databases and containers wrote comes through the ledger to a terminal. */
class HostileLedgerTest {
    /** Escaped in JSON: escape, carriage return, line feed, bell, null, delete, one-character CSI, overrides, separators, a tag. */
    private static final String EVIL =
            "x\\u001b[2J\\r\\n\\u0007\\u0000\\u007f\\u009b1A\\u202e\\u2066\\u2028\\u2029\\udb40\\udc41\\ud800y";
    /** The same, as it may stand in JSON as it is. */
    private static final String RAW = "x\u007f\u009b1A\u202e\u2028\u2029\udb40\udc41y";

    private StubLedger ledger;

    @BeforeEach
    void start() throws IOException {
        ledger = new StubLedger();
        String evil = """
                {"id":"%1$s","application":"%1$s","name":"%1$s","version":"%1$s","status":"%1$s","message":"%1$s",\
                "requestedAt":"%1$s","updatedAt":"%1$s","endedAt":"%1$s","migration":"%1$s","actor":"%1$s","source":"%1$s",\
                "commit":"%1$s","logUri":"%1$s","logExcerpt":["%1$s"],"text":"%1$s","why":{"text":"%1$s"},\
                "events":[{"topic":"%1$s","time":"%1$s","partition":"%1$s"}],"raw":"%2$s"}""".formatted(EVIL, RAW);
        String application = "{\"id\":\"" + EVIL + "\",\"live\":" + evil + ",\"moving\":[" + evil + "]}";
        ledger.on("/v1/deployments", 200, Told.page(evil, ""))
                .on("/v1/deployments/d2345678", 200, evil)
                .on("/v1/deployments/d2345678/why", 200, evil)
                .on("/v1/deployments/d3333333", 409, "{\"title\":\"" + EVIL + "\"}")
                .on("/v1/deployments/d4444444", 500, RAW + "\u001b[2J")
                .on("/v1/applications", 200, "{\"applications\":[" + application + "]}")
                .on("/v1/stream", 200, "");
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status d2345678",
                "status d3333333",
                "status d4444444",
                "status orders-api",
                "status d2345678 --output=json",
                "status --output=json",
                "why d2345678",
                "why d2345678 --output=json",
                "logs d2345678",
                "logs d2345678 --output=json",
                "history orders-api",
                "history orders-api --output=json",
                "watch d2345678 --timeout=0s",
                "watch d2345678 --timeout=0s --output=json"
            })
    void noneOfItReachesTheTerminal(String words) {
        ledger.gate(words.split(" "));

        String said = ledger.out() + ledger.err();
        assertThat(said.replaceAll("\\R", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
        assertThat(said.replace(System.lineSeparator(), "")).doesNotContain("\r", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"why d2345678", "status d2345678"})
    void asJsonItStaysTheSameText(String words) {
        ledger.gate((words + " --output=json").split(" "));

        String read = Ledger.json(ledger.out()).orElseThrow().path("raw").asText();
        assertThat(read).isEqualTo(RAW);
    }
}
