package dev.migrationgate.audit;

import dev.migrationgate.audit.Finding.Kind;
import dev.migrationgate.audit.Finding.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Follows the hash chains of deployments. Keeps the last link of each. */
final class ChainCheck {
    private final Findings findings;
    private final Map<String, Sha256> links = new HashMap<>();

    ChainCheck(Findings findings) {
        this.findings = findings;
    }

    void event(ExportLine.Event line, Sha256 hash) {
        Optional<Sha256> expected = line.event()
                .deploymentId()
                .map(id -> links.merge(id, Chain.next(Sha256.ZERO, hash), (last, first) -> Chain.next(last, hash)));
        if (!expected.equals(line.chain())) {
            findings.add(
                    Kind.CHAIN_BROKEN,
                    Place.of(line.event()),
                    "the chain of the deployment's events above does not lead here");
        }
    }

    int deployments() {
        return links.size();
    }
}
