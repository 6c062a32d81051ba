package dev.migrationgate.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.migrationgate.cli.Gate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir
    private Path folder;

    private Path script;

    @BeforeEach
    void print() throws IOException {
        script = Files.writeString(folder.resolve("completion"), printed("bash"));
    }

    @Test
    void bashUnderstandsIt() throws Exception {
        assertThat(bash("bash -n %1$s && source %1$s && complete -p gate")).contains("_complete_gate");
    }

    @Test
    void everyCommandIsCompleted() throws Exception {
        List<String> words = completed(1, "gate", "").lines().toList();

        assertThat(words)
                .containsAll(Gate.commandLine().getSubcommands().keySet())
                .containsAll(CompletionCommand.ELSEWHERE);
        assertThat(completed(1, "gate", "st").strip()).isEqualTo("status");
    }

    @Test
    void optionsAndTheirValuesAreCompleted() throws Exception {
        assertThat(completed(2, "gate", "deploy", "--w").strip()).isEqualTo("--wait");
        assertThat(completed(3, "gate", "status", "--status", "ro").strip()).isEqualTo("rolling-out");
        assertThat(completed(3, "gate", "why", "--output", "j").strip()).isEqualTo("json");
        assertThat(completed(2, "gate", "lane", "").lines()).contains("list", "show", "release");
    }

    @Test
    void oneScriptServesBothShells() {
        assertThat(printed("zsh")).isEqualTo(printed("bash")).contains("bashcompinit");
    }

    @Test
    void theCommandsFromElsewhereAreThoseThatTheTableHasMore() throws IOException {
        List<String> all = Pattern.compile("`gate ([a-z-]+)")
                .matcher(String.join(
                        "\n",
                        Files.readAllLines(Path.of("README.md")).stream()
                                .filter(line -> line.startsWith("| `gate "))
                                .toList()))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !Gate.commandLine().getSubcommands().containsKey(name))
                .toList();

        assertThat(all).containsExactlyInAnyOrderElementsOf(CompletionCommand.ELSEWHERE);
    }

    private static String printed(String shell) {
        var out = new StringWriter();
        int exit = Gate.commandLine(Collections.emptySortedMap(), "completion", shell)
                .setOut(new PrintWriter(out))
                .execute("completion", shell);
        assertThat(exit).isZero();
        return out.toString();
    }

    private String completed(int current, String... words) throws IOException, InterruptedException {
        String typed = "'" + String.join("' '", words) + "'";
        return bash("source %1$s; COMP_WORDS=(" + typed + "); COMP_CWORD=" + current
                + "; COMP_LINE=\"${COMP_WORDS[*]}\"; COMP_POINT=${#COMP_LINE}; _complete_gate 2>/dev/null;"
                + " printf '%%s\\n' \"${COMPREPLY[@]}\"");
    }

    private String bash(String commands) throws IOException, InterruptedException {
        assumeThat(Path.of("/bin/bash")).exists();
        Process process = new ProcessBuilder("/bin/bash", "-c", commands.formatted(script))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
