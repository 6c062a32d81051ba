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

/**
 * A pair of keys in the state folder, drawn at the first start: what was signed at one start is verified after the next one.
 *
 * @param secret where the private key is
 * @param open where the public key is, for those who verify
 */
public record KeyPair(Path secret, Path open) {
    /** The ledger's, with which it signs what it recorded. */
    public static KeyPair ofAudit(Path state) {
        return in(state, "audit-key.pem");
    }

    /** The runners', with which they say that a migration succeeded. */
    public static KeyPair ofGate(Path state) {
        return in(state, "gate-key.pem");
    }

    /** Ingest's, with which it signs what it asks for. */
    public static KeyPair ofRequests(Path state) {
        return in(state, "request-key.pem");
    }

    private static KeyPair in(Path state, String name) {
        Path secret = state.toAbsolutePath().normalize().resolve(name);
        return new KeyPair(secret, secret.resolveSibling(name + ".pub"));
    }

    /**
     * Draws the pair, unless it is there.
     *
     * @throws PlatformException it cannot be written
     */
    public KeyPair keep() {
        try {
            if (!Files.exists(secret)) {
                SigningKey key = SigningKey.draw();
                // The private one last: where it is there, both are.
                write(open, key.publicPem(), "rw-r--r--");
                write(secret, key.privatePem(), "rw-------");
            }
        } catch (IOException e) {
            throw new PlatformException("cannot keep the key " + secret + ": " + e, e);
        }
        return this;
    }

    /**
     * The keys themselves.
     *
     * @throws PlatformException they cannot be read
     */
    public SigningKey read() {
        try {
            return SigningKey.of(Files.readString(secret), Files.readString(open));
        } catch (IOException e) {
            throw new PlatformException("cannot read the key " + secret + ": " + e, e);
        }
    }

    /** The ledger's variables. */
    Map<String, String> ledger() {
        return Map.of("AUDIT_KEY", "file:" + secret, "AUDIT_PUBLIC_KEY", "file:" + open);
    }

    /** The variables of an ingest that signs with it. */
    public Map<String, String> ingest() {
        return Map.of("REQUEST_SIGNING_KEY", "file:" + secret, "REQUEST_PUBLIC_KEYS", "file:" + open);
    }

    /** The variables of a runner that believes such an ingest. */
    public Map<String, String> believed() {
        return Map.of("REQUEST_PUBLIC_KEYS", "file:" + open);
    }

    /** The variables of a runner that signs with it. */
    public Map<String, String> runner() {
        return Map.of("GATE_SIGNING_KEY", "file:" + secret, "GATE_PUBLIC_KEY", "file:" + open);
    }

    /** The deployer's variables. */
    public Map<String, String> deployer() {
        return Map.of("GATE_PUBLIC_KEYS", "file:" + open);
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
