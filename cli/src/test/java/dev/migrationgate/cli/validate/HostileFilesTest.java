package dev.migrationgate.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that ask for too much of the command, which has a process of its own with little memory. */
class HostileFilesTest {
    @TempDir
    private Path folder;

    @Test
    void whateverAFileAsksForThereIsAFindingAndNothingElse() throws Exception {
        write("deep-flow.yaml", "a: " + "[".repeat(100_000));
        write("deep-block.yaml", deepBlock());
        write("deep-json.json", "{\"a\":".repeat(50_000));
        write("laughs.yaml", laughs());
        write("aliases.yaml", "a: &a 1\nb: [" + "*a, ".repeat(60) + "*a]\n");
        write("itself.yaml", "a: &a [*a]\n");
        write("long-key.yaml", "? " + "k".repeat(200_000) + "\n: 1\n");
        write("questions.yaml", "? ".repeat(100_000));
        write("quotes.yaml", "a: \"" + "\\x41".repeat(60_000));
        write("large.yaml", "a: " + "x".repeat(300_000));
        write("many.yaml", "---\na: 1\n".repeat(2_000));
        write("nul.yaml", "a: \0b\n");
        write("many-findings.yaml", "x_y: 1\n" + "k%d: 1\n".repeat(30_000));
        Files.write(folder.resolve("latin.yaml"), "a: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2});
        try (var huge = new RandomAccessFile(folder.resolve("huge.yaml").toFile(), "rw")) {
            huge.setLength(100L * 1024 * 1024);
        }
        Files.createDirectories(folder.resolve("directory.yaml"));
        pipe("pipe.yaml");

        // Each is named: of those that lie in a folder, nobody could tell that they were meant to be manifests.
        Ended ended = gate(names());
        Ended amongOthers = gate(folder.toString());

        assertThat(amongOthers.exit()).as(amongOthers.text()).isZero();
        assertThat(amongOthers.text()).contains("no errors").hasLineCount(1);
        assertThat(ended.exit()).as(ended.text()).isEqualTo(1);
        assertThat(ended.text())
                .doesNotContain("Exception", "OutOfMemory", "StackOverflow", "\tat ", "pipe.yaml", "directory.yaml")
                .containsPattern("deep-flow.yaml:1:[0-9]+: error: .* MG004")
                .containsPattern("deep-block.yaml:[0-9]+:[0-9]+: error: .* MG004")
                .containsPattern("deep-json.json:.* error: .* MG00[14]")
                .containsPattern("laughs.yaml:.* MG005")
                .containsPattern("aliases.yaml:.* MG005")
                .containsPattern("itself.yaml:.* MG005")
                .containsPattern("large.yaml:1:1: error: .* MG002")
                .containsPattern("huge.yaml:1:1: error: .* MG002")
                .containsPattern("many.yaml:2001:1: error: .* MG003")
                .containsPattern("nul.yaml:1:4: error: .* MG001")
                .containsPattern("latin.yaml:1:7: error: this byte is not UTF-8 .* MG001")
                .containsPattern("binary.yaml:1:1: error: .* MG001");
    }

    @Test
    void aPipeThatIsNamedIsRefusedAndNotWaitedFor() throws Exception {
        pipe("pipe.yaml");

        Ended ended = gate(folder.resolve("pipe.yaml").toString());

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.text())
                .contains("is neither a file nor a folder", "write -")
                .hasLineCount(1);
    }

    @Test
    void moreThanTheMemoryHoldsIsSaidInOneSentence() throws Exception {
        String document = "---\na: [" + "1,".repeat(50_000) + "1]\nmetadata: {name: n, organization: o}\nkind: K\n";
        for (int i = 0; i < 40; i++) {
            write("file-" + i + ".yaml", document);
        }

        Ended ended = gate(folder.toString());

        assertThat(ended.exit()).as(ended.text()).isEqualTo(2);
        assertThat(ended.text()).contains("no memory", "-Xmx").hasLineCount(1);
    }

    private record Ended(int exit, String text) {}

    private String[] names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).map(Path::toString).toArray(String[]::new);
        }
    }

    private Ended gate(String... paths) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Xss512k",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.migrationgate.cli.GateMain",
                "validate"));
        command.addAll(List.of(paths));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void pipe(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("mkfifo", folder.resolve(name).toString())
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }

    private static String deepBlock() {
        var text = new StringBuilder();
        for (int depth = 0; depth < 500; depth++) {
            text.append(" ".repeat(depth)).append("a:\n");
        }
        return text.toString();
    }

    private static String laughs() {
        var text = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 9; i++) {
            text.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ", ").repeat(5))
                    .append("1]\n");
        }
        return text.toString();
    }
}
