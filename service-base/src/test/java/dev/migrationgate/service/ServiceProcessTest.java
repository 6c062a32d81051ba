package dev.migrationgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exit codes of a real process: only the operating system sees them. */
@Timeout(60)
class ServiceProcessTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Process process;

    @AfterEach
    void endProcess() {
        process.destroyForcibly();
    }

    @Test
    void aTerminatedServiceIsClosedAndEndsWith143() throws Exception {
        BufferedReader output = start("none");
        assertThat(upTo(output, StoppableProgram.STARTED)).contains(StoppableProgram.STARTED);

        // Not Process.destroy, which closes the streams that the test still needs.
        process.toHandle().destroy();
        assertThat(upTo(output, StoppableProgram.CLOSING)).contains(StoppableProgram.CLOSING);
        // A process that does not wait for its service is gone by then; one that waits cannot be, however slow it is.
        assertThat(process.waitFor(1, TimeUnit.SECONDS)).isFalse();
        process.outputWriter().append('x').close();

        assertThat(rest(output)).contains(StoppableProgram.CLOSED);
        assertThat(exitCode()).isEqualTo(143);
    }

    @Test
    void aServiceThatDoesNotStartEndsWith1() throws Exception {
        BufferedReader output = start("start");

        assertThat(rest(output)).contains("cannot start");
        assertThat(exitCode()).isEqualTo(1);
    }

    @Test
    void aWrongConfigurationEndsWith2() throws Exception {
        BufferedReader output = start("configuration");

        assertThat(rest(output)).contains("TROUBLE is wrong");
        assertThat(exitCode()).isEqualTo(2);
    }

    @Test
    void whatALibraryLogsByJavasOwnLoggingIsALineOfJsonToo() throws Exception {
        BufferedReader output = start("start");

        assertThat(output.lines())
                .anyMatch(line -> line.contains("said by java.util.logging"))
                .allMatch(line -> line.startsWith("{\"") && line.endsWith("}"));
    }

    @Test
    void wrongVariablesOfTheLogAreReportedWithTheOthers() throws Exception {
        BufferedReader output = start("configuration", "LOG_LEVEL", "loud");

        assertThat(rest(output))
                .contains("LOG_LEVEL must be one of TRACE, DEBUG, INFO, WARN, ERROR, was 'loud'; TROUBLE is wrong");
        assertThat(exitCode()).isEqualTo(2);
    }

    @Test
    void aWrongFormatOfTheLogAloneEndsWith2() throws Exception {
        BufferedReader output = start("none", "LOG_FORMAT", "xml");

        assertThat(rest(output)).contains("LOG_FORMAT must be one of json, text, was 'xml'");
        assertThat(exitCode()).isEqualTo(2);
    }

    @Test
    void theLevelsNameMayBeInSmallLetters() throws Exception {
        BufferedReader output = start("start", "LOG_LEVEL", "error");

        assertThat(rest(output)).contains("cannot start").doesNotContain("said by java.util.logging");
    }

    private BufferedReader start(String trouble, String... variable) throws IOException {
        List<String> command =
                List.of(JAVA, "-cp", System.getProperty("java.class.path"), StoppableProgram.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TROUBLE", trouble);
        if (variable.length == 2) {
            builder.environment().put(variable[0], variable[1]);
        }
        process = builder.start();
        return process.inputReader();
    }

    private static String upTo(BufferedReader output, String wanted) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(wanted)) {
                break;
            }
        }
        return seen.toString();
    }

    private static String rest(BufferedReader output) {
        return output.lines().collect(Collectors.joining("\n"));
    }

    private int exitCode() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
