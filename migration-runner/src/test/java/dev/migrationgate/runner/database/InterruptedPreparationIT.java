package dev.migrationgate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.LaneObservation.DatabasePrepared;
import dev.migrationgate.runner.lane.LaneObservation.DatabaseUnclear;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A preparation that dies after any message to the server, and is started again, ends like one that nothing befell. */
class InterruptedPreparationIT {
    private static final int MOST_MESSAGES = 200;

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
    void theFirstPreparation() throws Exception {
        everywhere(new Story() {
            @Override
            public Optional<DatabasePrepared> before(PreparedDatabase database, int port) {
                return Optional.empty();
            }

            @Override
            public DatabaseAccess access(PreparedDatabase database) {
                return database.access("ledger", false, "USAGE", "CREATE");
            }
        });
    }

    @Test
    void otherPrivilegesForWhatIsThere() throws Exception {
        everywhere(new Story() {
            @Override
            public Optional<DatabasePrepared> before(PreparedDatabase database, int port) throws Exception {
                DatabasePrepared prepared =
                        prepared(database.prepareAt(port, database.access("ledger", false, "USAGE", "CREATE"), NONE));
                try (Connection migrator = database.login(prepared.secrets().migrator())) {
                    PreparedDatabase.run(migrator, "CREATE TABLE entry (id int)");
                }
                return Optional.of(prepared);
            }

            @Override
            public DatabaseAccess access(PreparedDatabase database) {
                return database.access("ledger", false, "USAGE", "SELECT");
            }
        });
    }

    @Test
    void aRotation() throws Exception {
        everywhere(new Story() {
            @Override
            public Optional<DatabasePrepared> before(PreparedDatabase database, int port) {
                return Optional.of(prepared(database.prepareAt(port, access(database), NONE)));
            }

            @Override
            public DatabaseAccess access(PreparedDatabase database) {
                return database.access("ledger", false, "USAGE");
            }

            @Override
            public Optional<String> rotation() {
                return Optional.of("rotation");
            }
        });
    }

    /** Once to its end, with which all others are compared, and once for each message that this took. */
    private static void everywhere(Story story) throws Exception {
        Run undisturbed = run(story, MOST_MESSAGES);
        assertThat(undisturbed.messages()).isBetween(10, MOST_MESSAGES - 1);
        for (int messages = 0; messages < undisturbed.messages(); messages++) {
            assertThat(run(story, messages).dump())
                    .as("cut after %s of %s messages", messages, undisturbed.messages())
                    .isEqualTo(undisturbed.dump());
        }
    }

    private static Run run(Story story, int messages) throws Exception {
        PreparedDatabase database = server.nextDatabase();
        try (var connection = new CutConnection(database.port())) {
            Optional<DatabasePrepared> before = story.before(database, connection.port());
            connection.cutAfter(messages);
            LaneObservation answer = database.prepareAt(connection.port(), story.access(database), story.rotation());
            int passed = messages - connection.mend();
            if (messages < MOST_MESSAGES) {
                // The last message only says goodbye.
                assertThat(answer).isInstanceOfAny(DatabaseUnclear.class, DatabasePrepared.class);
            } else {
                assertThat(answer).isInstanceOf(DatabasePrepared.class);
            }
            DatabaseSecrets ready = prepared(
                            database.prepareAt(connection.port(), story.access(database), story.rotation()))
                    .secrets();
            database.login(ready.migrator()).close();
            database.login(ready.runtime()).close();
            if (before.isPresent()) {
                // What serves goes on, whatever was interrupted.
                database.login(before.get().secrets().runtime()).close();
            }
            return new Run(passed, CatalogueDump.of(database));
        }
    }

    private record Run(int messages, List<String> dump) {}

    /** What is prepared, on what was there before. */
    private interface Story {
        Optional<String> NONE = Optional.empty();

        Optional<DatabasePrepared> before(PreparedDatabase database, int port) throws Exception;

        DatabaseAccess access(PreparedDatabase database);

        default Optional<String> rotation() {
            return NONE;
        }

        default DatabasePrepared prepared(LaneObservation answer) {
            return InterruptedPreparationIT.prepared(answer);
        }
    }

    private static DatabasePrepared prepared(LaneObservation answer) {
        assertThat(answer).isInstanceOf(DatabasePrepared.class);
        return (DatabasePrepared) answer;
    }
}
