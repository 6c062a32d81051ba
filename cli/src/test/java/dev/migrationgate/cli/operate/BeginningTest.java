package dev.migrationgate.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.ledger.StubLedger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ingest cannot find a deployment by the beginning of its id; whoever shows one lets people try. */
class BeginningTest {
    private static final String UNKNOWN = "{\"title\":\"Unknown deployment\"}";

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "retry", "lane release --verdict=failed", "database rotate"})
    void theWholeIdIsAskedForWhereABeginningIsUnknown(String command) throws IOException {
        try (var ingest = new StubLedger().on("/v1/deployments/d234567abcde/commands", 404, UNKNOWN)) {
            assertThat(send(ingest, command, "d234567abcde")).isEqualTo(1);

            assertThat(ingest.err().lines())
                    .containsExactly(
                            "refused (404): Unknown deployment",
                            "  the whole id is needed: gate status d234567abcde shows it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"d234567abcdefghijklmnopqrs", "nothing-like-it", "d1"})
    void ofWhatIsNoBeginningItIsNot(String deployment) throws IOException {
        try (var ingest = new StubLedger().on("/v1/deployments/" + deployment + "/commands", 404, UNKNOWN)) {
            assertThat(send(ingest, "cancel", deployment)).isEqualTo(1);

            assertThat(ingest.err().strip()).isEqualTo("refused (404): Unknown deployment");
        }
    }

    private static int send(StubLedger ingest, String command, String deployment) {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
        words.addAll(List.of(deployment, "--reason=r", "--ingest=" + ingest.address()));
        return ingest.run(words);
    }
}
