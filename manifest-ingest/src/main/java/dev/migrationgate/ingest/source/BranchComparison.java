package dev.migrationgate.ingest.source;

import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.repository.CommitId;
import dev.migrationgate.repository.RepositoryException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the branches of repositories with what was accepted of them, and takes what nobody told of. For several threads. */
final class BranchComparison {
    private static final Logger LOGGER = LoggerFactory.getLogger(BranchComparison.class);

    /** Longer than the other repositories take, each as long as it may: giving up would lose the place in the queue. */
    private static final Duration WAIT = Duration.ofHours(1);

    private final Pushes pushes;
    private final Memory memory;
    private final Clock clock;
    private final CatchUpMetrics metrics;
    private final Refusals refusals;
    private final Semaphore places;
    private final Instant started;
    private final ConcurrentMap<Branch, Instant> compared = new ConcurrentHashMap<>();

    /** Puts it together; {@code places} bound how many repositories are compared at once. */
    BranchComparison(
            Pushes pushes, Memory memory, Clock clock, CatchUpMetrics metrics, Refusals refusals, Semaphore places) {
        this.pushes = pushes;
        this.memory = memory;
        this.clock = clock;
        this.metrics = metrics;
        this.refusals = refusals;
        this.places = places;
        this.started = clock.instant();
    }

    /** Compares every branch of a repository once, in its turn. */
    void compare(WatchedRepository repository) throws InterruptedException {
        if (!places.tryAcquire(WAIT.toSeconds(), TimeUnit.SECONDS)) {
            metrics.compared("unavailable");
            return;
        }
        try {
            compareInPlace(repository);
        } finally {
            places.release();
        }
    }

    private void compareInPlace(WatchedRepository repository) throws InterruptedException {
        Map<String, CommitId> heads;
        try {
            heads = repository.heads(repository.config().branches());
        } catch (RepositoryException | UnavailableException _) {
            // The repository itself remembers and logs it.
            metrics.compared("unreachable");
            return;
        }
        for (String name : repository.config().branches()) {
            var branch = new Branch(repository.config().name(), name);
            String outcome = compare(repository, branch, Optional.ofNullable(heads.get(name)));
            metrics.compared(outcome);
            if (!outcome.equals("unavailable")) {
                compared.put(branch, clock.instant());
            }
        }
    }

    private String compare(WatchedRepository repository, Branch branch, Optional<CommitId> newest) {
        if (newest.isEmpty()) {
            return "no-branch";
        }
        String ref = Push.ref(branch.name());
        Optional<String> accepted = memory.head(branch.repository(), ref).map(head -> head.commit());
        if (accepted.filter(newest.get().value()::equals).isPresent()) {
            refusals.settled(branch);
            return "current";
        }
        if (refusals.stands(branch, newest.get())) {
            return "refused-before";
        }
        Push push = MissedPush.of(repository.config(), branch.name(), newest.get(), memory);
        PushResult result = pushes.push(push).join();
        refusals.told(push, result);
        return told(push, result);
    }

    private static String told(Push push, PushResult result) {
        return switch (result) {
            case PushResult.Nothing _ -> "nothing";
            case PushResult.Unreadable _ -> "refused";
            case PushResult.Taken(Outcome outcome) -> told(push, outcome);
        };
    }

    private static String told(Push push, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> {
                LOGGER.atInfo()
                        .addKeyValue("repository", push.repository().name())
                        .addKeyValue("branch", push.branch())
                        .addKeyValue("commit", push.after())
                        .addKeyValue("deployments", accepted.deployments().size())
                        .log("a push that nobody told of was accepted");
                yield "accepted";
            }
            case Outcome.Refused _, Outcome.Forbidden _, Outcome.TooLarge _, Outcome.KeyReused _ -> "refused";
            case Outcome.Unavailable _ -> "unavailable";
        };
    }

    /** Shows how long ago each branch of a repository was compared: since the start, where it could not be compared yet. */
    void show(WatchedRepository repository) {
        String name = repository.config().name();
        for (String branch : repository.config().branches()) {
            metrics.show(name, branch, () -> {
                Instant last = compared.getOrDefault(new Branch(name, branch), started);
                return Duration.between(last, clock.instant()).toMillis() / 1000.0;
            });
        }
    }
}
