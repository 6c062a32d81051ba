package dev.migrationgate.audit;

import java.util.Optional;

/**
 * What became of verifying an export.
 *
 * @param header what it is an export of; empty: it has no header that can be read
 * @param events how many events it has
 * @param deployments how many deployments these belong to
 * @param blocks how many blocks it has
 * @param findings how many findings there were
 */
public record Verification(Optional<ExportHeader> header, long events, int deployments, long blocks, long findings) {

    /** Whether everything that the header names is there, unchanged, and nothing else. */
    public boolean isProven() {
        return header.isPresent() && findings == 0;
    }
}
