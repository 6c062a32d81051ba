package dev.migrationgate.ledger.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells whether two stores hold the same. */
final class Fingerprint {
    private Fingerprint() {}

    /** SHA-256, in hexadecimal, over every key and value of some tables. */
    static String of(Database database, List<Table> tables) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Table table : tables) {
                database.scan(table, new byte[0], new byte[0], (key, value) -> {
                    update(digest, key);
                    update(digest, value);
                    return true;
                });
                update(digest, new byte[0]);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
