package dev.migrationgate.quickstart.chaos.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What was asked of ingest, and what came of it. A run that got nothing accepted has tried nothing.
 *
 * @param wanted how many deployments were asked for
 * @param accepted ids of those that were accepted, each by a 2xx
 * @param refusals requests that were refused for good, each with its answer
 * @param unanswered requests that were neither accepted nor refused
 * @param open ids of the accepted that had no end when waiting for it was given up
 */
public record Asked(
        int wanted, Set<String> accepted, List<String> refusals, List<String> unanswered, List<String> open) {

    /** Copies the collections. */
    public Asked {
        accepted = Set.copyOf(accepted);
        refusals = List.copyOf(refusals);
        unanswered = List.copyOf(unanswered);
        open = List.copyOf(open);
    }

    /** Everything that was asked for was accepted in the end, as one deployment each. */
    Finding finding() {
        List<String> violations = new ArrayList<>();
        refusals.forEach(refusal -> violations.add("refused: " + refusal));
        unanswered.forEach(request -> violations.add("neither accepted nor refused: " + request));
        if (wanted < 1) {
            violations.add("nothing was asked for");
        }
        if (accepted.size() != wanted) {
            violations.add(wanted + " deployments were asked for, " + accepted.size() + " were accepted");
        }
        return new Finding(
                "asked", "%d of %d deployments were accepted".formatted(accepted.size(), wanted), violations);
    }
}
