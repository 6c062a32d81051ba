package dev.migrationgate.audit;

import java.util.List;

/**
 * A deployment's hash chain: each link is SHA-256 of the link before, or 32 zero bytes, and the event's hash. The order is that of the
 * topic table, partitions and offsets, in which an export has events, too.
 */
public final class Chain {
    private Chain() {}

    /** The link of an event after another link. */
    public static Sha256 next(Sha256 previous, Sha256 hash) {
        return Sha256.of(previous.bytes(), hash.bytes());
    }

    /** The last link of a deployment's events; 32 zero bytes where there are none. */
    public static Sha256 of(List<Sha256> hashes) {
        Sha256 link = Sha256.ZERO;
        for (Sha256 hash : hashes) {
            link = next(link, hash);
        }
        return link;
    }
}
