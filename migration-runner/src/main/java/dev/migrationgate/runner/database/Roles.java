package dev.migrationgate.runner.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The roles of one application on one database. Roles belong to the whole server, so their names hold a digest of the full
 * application and database; the readable part is cut to fit PostgreSQL's 63 bytes.
 *
 * @param owner owns what migrations create; cannot log in
 * @param migrator the job's role and first login; acts as the owner
 * @param runtime the service's role and first login
 */
record Roles(Identifier owner, Identifier migrator, Identifier runtime) {
    private static final int READABLE = 36;
    private static final int DIGEST = 10;
    private static final String SECOND = "_2";

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

    /**
     * The login that takes turns with a role's own: a new password is always that of the one that serves nobody, so that what
     * serves goes on.
     */
    static Identifier second(Identifier role) {
        return new Identifier(role.name() + SECOND);
    }

    /** Those that a migration may come in by. */
    List<Identifier> migrators() {
        return List.of(migrator, second(migrator));
    }

    /** Those that a service may come in by. */
    List<Identifier> runtimes() {
        return List.of(runtime, second(runtime));
    }

    List<Identifier> all() {
        return Stream.of(List.of(owner), migrators(), runtimes())
                .flatMap(List::stream)
                .toList();
    }

    /** All their names, for SQL's {@code = ANY (?)}. */
    String[] names() {
        return all().stream().map(Identifier::name).toArray(String[]::new);
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
