package dev.migrationgate.quickstart.stack;

import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.quickstart.platform.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The pair of keys that the ledger signs with, in the state folder: what it signed at one start is verified after the next one. */
public final class AuditKey {
    private static final String SECRET = "audit-key.pem";
    private static final String OPEN = SECRET + ".pub";

    private AuditKey() {}

    /**
     * Draws a pair, unless one is there.
     *
     * @param state the state folder, which is there
     * @return the ledger's variables
     * @throws PlatformException it cannot be written
     */
    static Map<String, String> keep(Path state) {
        Path secret = state.toAbsolutePath().normalize().resolve(SECRET);
        Path open = open(state);
        try {
            if (!Files.exists(secret)) {
                SigningKey key = SigningKey.draw();
                // The private one last: where it is there, both are.
                write(open, key.publicPem(), "rw-r--r--");
                write(secret, key.privatePem(), "rw-------");
            }
        } catch (IOException e) {
            throw new PlatformException("cannot keep the audit key in " + state + ": " + e, e);
        }
        return Map.of("AUDIT_KEY", "file:" + secret, "AUDIT_PUBLIC_KEY", "file:" + open);
    }

    /** Where the public one is, for those who verify. */
    public static Path open(Path state) {
        return state.toAbsolutePath().normalize().resolve(OPEN);
    }

    /** Whole or not at all, whenever this process ends. */
    private static void write(Path path, String text, String permissions) throws IOException {
        Path part = path.resolveSibling(path.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(part, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
