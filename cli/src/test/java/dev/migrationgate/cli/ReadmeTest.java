package dev.migrationgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReadmeTest {
    @Test
    void itsTableHasEveryCommand() throws IOException {
        List<String> rows;
        try (Stream<String> lines = Files.lines(Path.of("README.md"))) {
            rows = lines.filter(line -> line.startsWith("| `gate ")).toList();
        }

        assertThat(commands(Gate.commandLine()))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(rows).anyMatch(row -> row.matches("\\| `" + command + "[ `].*")));
    }

    /** Those that have none below them, as they are typed. */
    private static List<String> commands(CommandLine command) {
        Collection<CommandLine> below = command.getSubcommands().values();
        return below.isEmpty()
                ? List.of(command.getCommandSpec().qualifiedName())
                : below.stream().flatMap(each -> commands(each).stream()).toList();
    }
}
