package dev.migrationgate.quickstart.chaos.audit;

import java.util.List;

/**
 * What an audit says of one promise.
 *
 * @param promise P1 to P7, or {@code asked} for the run itself
 * @param claim what was looked at, with figures
 * @param violations what contradicts it; none: the promise held
 */
public record Finding(String promise, String claim, List<String> violations) {

    /** Copies the list. */
    public Finding {
        violations = List.copyOf(violations);
    }

    /** Whether nothing contradicts it. */
    public boolean holds() {
        return violations.isEmpty();
    }
}
