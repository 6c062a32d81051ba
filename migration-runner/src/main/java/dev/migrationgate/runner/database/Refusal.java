package dev.migrationgate.runner.database;

/** What was declared cannot be done, however often it is tried. The message is meant for people and holds no secret. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }

    static Refusal noServer(String databaseId) {
        return new Refusal(
                "no server is configured for " + databaseId + "; add an entry for it to the runner's DATABASE_SERVERS");
    }
}
