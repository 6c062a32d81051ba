package dev.migrationgate.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ChaosCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"--deployments=0", "--deployments=-1", "--databases=0", "--minutes=0", "--minutes=some"})
    void aRunOfNothingIsMisuse(String option) {
        StringWriter said = new StringWriter();

        int exit = new CommandLine(new ChaosCommand())
                .setErr(new PrintWriter(said))
                .execute(option);

        assertThat(exit).isEqualTo(2);
        assertThat(said.toString())
                .startsWith("Invalid value for option '--")
                .contains("is not a number of at least 1");
    }
}
