package dev.migrationgate.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The alerts that {@code docs/operations.md} tells are those of the file. */
class PublishedAlertsTest {

    @Test
    void theDocumentTellsEachAlertWithItsQuery() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "operations.md"));

        assertThat(Watching.alerts())
                .isNotEmpty()
                .allSatisfy((name, query) ->
                        assertThat(document).contains("| `" + name + "` |").contains(name + ": " + query + "\n"));
    }

    @Test
    void noRuleOfTheFileIsOverlooked() throws IOException {
        assertThat(Watching.rules().lines().filter(line -> line.contains("alert:")))
                .hasSameSizeAs(Watching.alerts().keySet());
    }
}
