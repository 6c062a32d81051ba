package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.manifests.DeploymentId;
import dev.migrationgate.manifests.Digest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Up to 128 bits that identify something, in 32 bytes of memory where a text takes a hundred. That two of a million ids of
 * deliveries, or of deployments, share the first 125 bits of their SHA-256 has a chance of less than one in 10^25.
 *
 * @param high the first half
 * @param low the second half
 */
record Bits(long high, long low) {
    private static final int HEX_DIGITS = 32;
    private static final int HALF = 16;
    private static final int ALGORITHM_LENGTH = "sha256:".length();
    private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int DEPLOYMENT_DIGITS = 25;
    private static final int BITS = 5;

    /** The first half of the digest of an id. */
    static Bits ofId(String id) {
        return ofHex(Digest.of(id).value().substring(ALGORITHM_LENGTH));
    }

    /** 128 bits, from as many hexadecimal digits as are needed; further ones are left out. */
    static Bits ofHex(String digits) {
        return new Bits(
                HexFormat.fromHexDigitsToLong(digits, 0, HALF),
                HexFormat.fromHexDigitsToLong(digits, HALF, HEX_DIGITS));
    }

    /** All 125 bits of a deployment's id; empty where the text is none. */
    static Optional<Bits> ofDeployment(String id) {
        if (id.length() != DEPLOYMENT_DIGITS + 1 || id.charAt(0) != 'd') {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int at = 1; at < id.length(); at++) {
            int digit = BASE_32.indexOf(id.charAt(at));
            if (digit < 0) {
                return Optional.empty();
            }
            high = high << BITS | low >>> (Long.SIZE - BITS);
            low = low << BITS | digit;
        }
        return Optional.of(new Bits(high, low));
    }

    /** The deployment's id that these bits came from. */
    DeploymentId deployment() {
        char[] id = new char[DEPLOYMENT_DIGITS + 1];
        id[0] = 'd';
        long restHigh = high;
        long restLow = low;
        for (int at = DEPLOYMENT_DIGITS; at > 0; at--) {
            id[at] = BASE_32.charAt((int) (restLow & 0x1f));
            restLow = restLow >>> BITS | restHigh << (Long.SIZE - BITS);
            restHigh >>>= BITS;
        }
        return new DeploymentId(new String(id));
    }

    /** 32 hexadecimal digits. */
    String hex() {
        HexFormat format = HexFormat.of();
        return format.toHexDigits(high) + format.toHexDigits(low);
    }
}
