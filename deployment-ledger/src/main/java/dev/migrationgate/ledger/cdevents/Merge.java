package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.ledger.fact.Fact;
import java.util.Optional;
import java.util.Set;

/**
 * A commit that came to a branch: what a request came from, where a host of repositories told of it.
 *
 * @param host github or gitlab
 * @param repository as the host calls it
 * @param commit the full commit id
 */
record Merge(String host, String repository, String commit) {
    private static final Set<String> HOSTS = Set.of("github", "gitlab");

    /**
     * The merge that a request came from. Empty for what was posted, for what a build asked for, and for what was asked for again: in
     * all of these nothing was merged then, whatever commit they name.
     */
    static Optional<Merge> of(Fact.Requested request) {
        Fact.Requester requester = request.requester();
        if (!HOSTS.contains(requester.source()) || request.replayOf().isPresent()) {
            return Optional.empty();
        }
        return requester
                .repository()
                .flatMap(repository ->
                        requester.commit().map(commit -> new Merge(requester.source(), repository, commit)));
    }

    /** The id of the event that tells of it. */
    String id() {
        return Names.of(Kind.CHANGE_MERGED.type(), host, repository, commit);
    }

    /** The id of the chain of all that follows from it. */
    String chain() {
        return Names.of("chain", host, repository, commit);
    }
}
