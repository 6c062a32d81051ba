package dev.migrationgate.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.Gate;
import dev.migrationgate.cli.ledger.StubLedger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is typed wrong is misuse, and is said in a sentence. */
class MistypedTest {
    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:18480", "ftp://localhost", "nowhere", "http:///v1", "http://localhost:70000", "http:x"
            })
    void whatIsNoAddressOfIngestIsSaid(String address) {
        assertThat(gate("deploy", "pom.xml", "--ingest", address)).isEqualTo(2);
        assertThat(gate("cancel", "d234567a", "--reason=r", "--ingest", address))
                .isEqualTo(2);
        assertThat(gate("redeploy", "d234567a", "--reason=r", "--ledger=http://127.0.0.1:1", "--ingest", address))
                .isEqualTo(2);

        String sentence = "gate: '" + address + "' is no address of ingest, such as http://127.0.0.1:8080";
        assertThat(said.toString().lines()).containsExactly(sentence, sentence, sentence);
    }

    @ParameterizedTest
    @CsvSource({"lane,--runner,runner", "rollout,--deployer,deployer"})
    void norIsWhatIsNoAddressOfAnInstance(String command, String option, String instance) {
        assertThat(gate(command, "list", option, "http://127.0.0.1:1,nowhere")).isEqualTo(2);

        assertThat(said.toString()).contains("gate: 'nowhere' is no address of a " + instance + ", such as http://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Käy1", "a\nb", "a\r\nX-Evil: 1", "two words", ""})
    void aKeyThatAHeaderWouldChangeIsNotSent(String key) throws IOException {
        try (var ingest = new StubLedger()) {
            String to = "--ingest=" + ingest.address();
            List<String> deploy = List.of("deploy", "pom.xml", to, "--idempotency-key=" + key);
            List<String> cancel = List.of("cancel", "d234567a", "--reason=r", to, "--idempotency-key=" + key);

            assertThat(ingest.run(deploy)).isEqualTo(2);
            assertThat(ingest.run(cancel)).isEqualTo(2);

            assertThat(ingest.asked()).isEmpty();
            assertThat(ingest.err().lines())
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("gate: --idempotency-key '")
                            && line.contains("' must be 1 to 255 visible ASCII characters"));
        }
    }

    @Test
    void aKeyMayHave255Characters() throws IOException {
        try (var ingest = new StubLedger().on("/v1/deployments", 202, "{\"deployments\":[]}")) {
            String to = "--ingest=" + ingest.address();

            assertThat(ingest.run(List.of("deploy", "pom.xml", to, "--idempotency-key=" + "k".repeat(256))))
                    .isEqualTo(2);
            assertThat(ingest.run(List.of("deploy", "pom.xml", to, "--idempotency-key=" + "~".repeat(255))))
                    .isZero();
        }
    }

    private int gate(String... words) {
        CommandLine gate = Gate.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        return gate.execute(words);
    }
}
