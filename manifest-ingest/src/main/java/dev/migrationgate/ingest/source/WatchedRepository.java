package dev.migrationgate.ingest.source;

import dev.migrationgate.google.secret.SecretException;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.repository.CommitId;
import dev.migrationgate.repository.ManifestTree;
import dev.migrationgate.repository.RepositoryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A repository whose exchanges are bounded in number, and whose troubles are remembered, and logged once for each change. */
final class WatchedRepository implements Commits {
    private static final Logger LOGGER = LoggerFactory.getLogger(WatchedRepository.class);

    private final RepositoryConfig config;
    private final Commits commits;
    private final Semaphore exchanges;
    private final Duration wait;
    private final Semaphore own = new Semaphore(1, true);
    private volatile Optional<String> problem = Optional.empty();

    /**
     * Watches a repository.
     *
     * @param exchanges the places for exchanges, which all repositories share; each takes one at most
     * @param wait the longest to wait for a place, which is longer than an exchange may take
     */
    WatchedRepository(RepositoryConfig config, Commits commits, Semaphore exchanges, Duration wait) {
        this.config = config;
        this.commits = commits;
        this.exchanges = exchanges;
        this.wait = wait;
    }

    RepositoryConfig config() {
        return config;
    }

    /** What the last exchange failed for; empty: it did not. */
    Optional<String> problem() {
        return problem;
    }

    @Override
    public Map<String, CommitId> heads(List<String> branches) throws RepositoryException, InterruptedException {
        return exchange(() -> commits.heads(branches));
    }

    @Override
    public CommitId fetch(String branch, CommitId commit) throws RepositoryException, InterruptedException {
        return exchange(() -> commits.fetch(branch, commit));
    }

    @Override
    public boolean isAncestor(CommitId ancestor, CommitId descendant) throws RepositoryException {
        return commits.isAncestor(ancestor, descendant);
    }

    /** Within the places, too: so many trees there are in memory at once while they are read. */
    @Override
    public ManifestTree manifests(CommitId commit) throws RepositoryException {
        try {
            return inPlace(() -> commits.manifests(commit));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("ingest is stopping", null);
        }
    }

    private <T> T exchange(Exchange<T> exchange) throws RepositoryException, InterruptedException {
        try {
            T result = inPlace(exchange);
            well();
            return result;
        } catch (RepositoryException e) {
            if (e.kind() == RepositoryException.Kind.NO_SUCH_COMMIT) {
                well();
            } else {
                trouble(String.valueOf(e.getMessage()));
            }
            throw e;
        } catch (SecretException e) {
            trouble(String.valueOf(e.getMessage()));
            throw new UnavailableException("the credential of " + config.name() + " cannot be read now", e);
        }
    }

    /** The own place comes first: who waits for a slow server, or for its mirror, may not hold the places of the others meanwhile. */
    private <T> T inPlace(Exchange<T> exchange) throws RepositoryException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        take(own, deadline, "others are reading " + config.name());
        try {
            take(exchanges, deadline, "too many repositories are being read at once");
            try {
                return exchange.make();
            } finally {
                exchanges.release();
            }
        } finally {
            own.release();
        }
    }

    private static void take(Semaphore places, long deadline, String otherwise) throws InterruptedException {
        if (!places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new UnavailableException(otherwise, null);
        }
    }

    private void well() {
        if (problem.isPresent()) {
            problem = Optional.empty();
            LOGGER.atInfo().addKeyValue("repository", config.name()).log("a repository can be read again");
        }
    }

    private void trouble(String reason) {
        if (problem.isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("repository", config.name())
                    .addKeyValue("reason", reason)
                    .log("a repository cannot be read");
        }
        problem = Optional.of(reason);
    }

    @FunctionalInterface
    private interface Exchange<T> {
        T make() throws RepositoryException, InterruptedException;
    }
}
