package dev.migrationgate.ingest.source;

/**
 * A branch that is followed.
 *
 * @param repository the repository's name
 * @param name its own
 */
record Branch(String repository, String name) {
    static Branch of(Push push) {
        return new Branch(push.repository().name(), push.branch());
    }
}
