package dev.migrationgate.tests.mainjob;

import dev.migrationgate.cli.Gate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code gate dead-letter}, as a person would say it.
 *
 * @param servers brokers, {@code host:port}
 */
record DeadLetterCommands(String servers) {

    /**
     * Runs one.
     *
     * @param said gets what it prints
     * @param words what follows {@code gate dead-letter}, without the brokers
     * @return its exit code
     */
    int gate(StringWriter said, String... words) {
        List<String> arguments = new ArrayList<>(List.of("dead-letter"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--bootstrap-servers", servers));
        return Gate.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments.toArray(String[]::new));
    }
}
