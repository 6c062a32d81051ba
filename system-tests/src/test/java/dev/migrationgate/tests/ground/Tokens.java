package dev.migrationgate.tests.ground;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One token for each role, as ingest and ledger are told of them. */
final class Tokens {
    private static final List<String> ROLES = List.of("deployer", "operator", "viewer");

    private Tokens() {}

    static String of(String role) {
        return "mg_" + (role + "-".repeat(43)).substring(0, 43);
    }

    /** The tokens file. */
    static String file() {
        StringBuilder file = new StringBuilder("tokens:\n");
        for (String role : ROLES) {
            file.append("  - name: \"%s\"\n".formatted(role))
                    .append("    sha256: \"%s\"\n    role: %s\n".formatted(sha256(of(role)), role));
        }
        return file.toString();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform cannot compute SHA-256", e);
        }
    }
}
