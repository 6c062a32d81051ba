package dev.migrationgate.audit;

import java.nio.charset.StandardCharsets;

/** What a signature is about; its name is signed, too, so that none can stand for another. */
enum Statement {
    CHECKPOINT("migration-gate checkpoint 1\n"),
    EXPORT("migration-gate export 1\n"),
    MIGRATION_SUCCEEDED("migration-gate migration succeeded 1\n"),
    DEPLOYMENT_REQUESTED("migration-gate deployment requested 1\n");

    private final String prefix;

    Statement(String prefix) {
        this.prefix = prefix;
    }

    byte[] prefix() {
        return prefix.getBytes(StandardCharsets.US_ASCII);
    }
}
