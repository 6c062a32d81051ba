package dev.migrationgate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.model.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server decides which words are reserved; the runner and the validation of manifests only repeat it. */
class ReservedWordsIT {
    @TempDir
    static Path folder;

    private static PasswordServer server;

    @BeforeAll
    static void startServer() throws IOException {
        server = PasswordServer.start(folder);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void theRunnerRefusesExactlyTheServersReservedWords() throws Exception {
        for (var word : reservedByKeyword().entrySet()) {
            assertThat(isRefused(word.getKey())).as(word.getKey()).isEqualTo(word.getValue());
        }
    }

    @Test
    void theValidationOfManifestsRefusesTheSameWords() throws Exception {
        for (var word : reservedByKeyword().entrySet()) {
            assertThat(Format.IDENTIFIER.matches(word.getKey()))
                    .as(word.getKey())
                    .isNotEqualTo(word.getValue());
        }
    }

    private static boolean isRefused(String name) {
        try {
            return Identifier.declared("schema", name).name().isEmpty();
        } catch (Refusal e) {
            return true;
        }
    }

    /** Every key word of the server, and whether it is reserved: wholly, or but for functions and types. */
    private static Map<String, Boolean> reservedByKeyword() throws SQLException {
        Map<String, Boolean> words = new TreeMap<>();
        try (Connection connection = server.administrator();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT word, catcode IN ('R', 'T') FROM pg_get_keywords()")) {
            while (rows.next()) {
                words.put(rows.getString(1), rows.getBoolean(2));
            }
        }
        assertThat(words).hasSizeGreaterThan(400).containsEntry("user", true).containsEntry("name", false);
        return words;
    }
}
