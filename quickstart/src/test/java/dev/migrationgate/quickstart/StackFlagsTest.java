package dev.migrationgate.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StackFlagsTest {

    @ParameterizedTest
    @ValueSource(strings = {"70000", "-1", "many", "99999999999"})
    void aPortOutOfRangeIsMisuse(String port) {
        StringWriter said = new StringWriter();

        int exit =
                new CommandLine(new UpCommand()).setErr(new PrintWriter(said)).execute("--kafka-port=" + port);

        assertThat(exit).isEqualTo(2);
        assertThat(said.toString()).startsWith("Invalid value for option '--kafka-port': '" + port + "' is not a port");
    }
}
