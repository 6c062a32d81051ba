package dev.migrationgate.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class StackFlagsTest {

    @Test
    void cdEventsAreToldOnlyWhereSomebodyAsksForIt() {
        StackFlags flags = new StackFlags();
        new CommandLine(CommandSpec.create().addMixin("flags", CommandSpec.forAnnotatedObject(flags)))
                .parseArgs("--cdevents");

        assertThat(flags.options(Map.of()).ledger()).containsEntry("CDEVENTS_TO", "kafka");
        assertThat(flags.options(Map.of()).tellsCdEvents()).isTrue();
        assertThat(new StackFlags().options(Map.of()).ledger()).isEmpty();
        assertThat(new StackFlags().options(Map.of()).tellsCdEvents()).isFalse();
    }

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
