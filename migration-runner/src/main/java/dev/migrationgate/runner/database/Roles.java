package dev.migrationgate.runner.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The roles of one application on one database. Roles belong to the whole server, so their names hold a digest of the full
 * application and database; the readable part is cut to fit PostgreSQL's 63 bytes.
 *
 * @param owner owns what migrations create; cannot log in
 * @param migrator the job's login; acts as the owner
 * @param runtime the service's login
 */
record Roles(Identifier owner, Identifier migrator, Identifier runtime) {
    private static final int READABLE = 36;
    private static final int DIGEST = 10;

    static Roles of(String applicationId, String databaseId, String databaseName) {
        String name = applicationId.substring(applicationId.lastIndexOf('/') + 1);
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String readable = plain.substring(0, Math.min(READABLE, plain.length()));
        String digest =
                digest(applicationId + "\n" + databaseId + "\n" + databaseName).substring(0, DIGEST);
        String base = "mg_" + readable + "_" + digest + "_";
        return new Roles(
                new Identifier(base + "owner"), new Identifier(base + "migrator"), new Identifier(base + "runtime"));
    }

    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
