package dev.migrationgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GateTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine gate =
            Gate.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void helpNamesEveryCommandAndEndsWell() {
        int exit = gate.execute("--help");

        assertThat(exit).isZero();
        assertThat(out.toString()).contains("topics", "deploy", "--version");
    }

    @Test
    void everyCommandIsCalledWhatItCallsItself() {
        assertThat(gate.getSubcommands())
                .isNotEmpty()
                .allSatisfy((name, command) -> assertThat(name).isEqualTo(annotatedName(command)));
    }

    @Test
    void everyCommandHasAFormForProgramsButTheOneThatPrintsAScript() {
        assertThat(leaves(gate)
                        .filter(command -> command.getCommandSpec().findOption("--output") == null)
                        .map(command -> command.getCommandSpec().qualifiedName()))
                .containsExactly("gate completion");
    }

    @Test
    void onlyTheCommandThatRunsIsMade() {
        assertThat(Gate.commandLine(Collections.emptySortedMap(), "token", "new")
                        .getSubcommands())
                .containsOnlyKeys("token");
        assertThat(Gate.commandLine(Collections.emptySortedMap(), "--help").getSubcommands())
                .hasSameSizeAs(gate.getSubcommands());
        assertThat(Gate.commandLine(Collections.emptySortedMap(), "toke").getSubcommands())
                .hasSameSizeAs(gate.getSubcommands());
    }

    @Test
    void noCommandIsMisuse() {
        int exit = gate.execute();

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("Missing command", "Usage: gate");
    }

    @Test
    void moreCopiesToWaitForThanThereAreIsMisuse() {
        int exit = gate.execute("topics", "apply", "--bootstrap-servers=127.0.0.1:1", "--replication=1");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("nothing could ever be written");
    }

    @Test
    void aWrongAddressIsSaidInOneSentence() {
        int exit = gate.execute("topics", "check", "--bootstrap-servers=nowhere");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).startsWith("gate: Kafka at nowhere: ").hasLineCount(1);
    }

    @Test
    void anIngestThatIsOutOfReachLeavesTheKeyForAnotherTry() {
        int exit = gate.execute("deploy", "pom.xml", "--ingest=http://127.0.0.1:1", "--idempotency-key=again");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("out of reach", "--idempotency-key again");
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        Collection<CommandLine> below = command.getSubcommands().values();
        return below.isEmpty() ? Stream.of(command) : below.stream().flatMap(GateTest::leaves);
    }

    private static String annotatedName(CommandLine command) {
        Class<?> type = command.getCommandSpec().userObject().getClass();
        return type.getAnnotation(CommandLine.Command.class).name();
    }
}
