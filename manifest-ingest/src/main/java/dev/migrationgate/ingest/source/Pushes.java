package dev.migrationgate.ingest.source;

import dev.migrationgate.ingest.intake.BranchHead;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.manifests.change.MergePlanner;
import dev.migrationgate.repository.CommitId;
import dev.migrationgate.repository.ManifestTree;
import dev.migrationgate.repository.RepositoryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Takes pushes: fetches the commit, compares it with the one that the branch was accepted up to, and hands what differs to the
 * intake. Pushes of one branch are taken one after another. Safe for several threads.
 *
 * <p>What it is compared with: the accepted head of the branch if that is an ancestor; where the branch is new to us, or its history was
 * rewritten, what was accepted last, from wherever. What the host says was there before does not count: the pushes up to there may have been
 * refused, or never told. A commit that cannot be accepted leaves the head where it is, so that the next one brings its changes, too.
 */
public final class Pushes implements AutoCloseable {
    private static final Duration TURN_WAIT = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(10);
    /** Another instance may take pushes of the same branch; so often in the middle of ours that something else is wrong. */
    private static final int MOST_LOOKS = 5;

    private final Map<String, WatchedRepository> repositories;
    private final Intake intake;
    private final Memory memory;
    private final MergePlanner planner;
    private final ConcurrentMap<BranchName, BranchTurn> turns = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Puts it together. */
    Pushes(Map<String, WatchedRepository> repositories, Intake intake, Memory memory, MergePlanner planner) {
        this.repositories = Map.copyOf(repositories);
        this.intake = intake;
        this.memory = memory;
        this.planner = planner;
    }

    /** Takes a push in a thread of its own. It goes on whether or not anybody waits for the result. */
    public CompletableFuture<PushResult> push(Push push) {
        try {
            return CompletableFuture.supplyAsync(() -> inTurn(push), threads);
        } catch (RejectedExecutionException _) {
            return CompletableFuture.completedFuture(unavailable("ingest is stopping"));
        }
    }

    /** Ends exchanges with repositories, and waits up to 10 seconds for that. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            var _ = threads.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private PushResult inTurn(Push push) {
        var name = new BranchName(push.repository().name(), push.branch());
        BranchTurn turn = turns.computeIfAbsent(name, _ -> new BranchTurn());
        try {
            if (!turn.enter(TURN_WAIT)) {
                return unavailable("too many pushes of this branch are waiting");
            }
            try {
                return decide(push);
            } finally {
                turn.leave();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return unavailable("ingest is stopping");
        } catch (UnavailableException e) {
            return unavailable(String.valueOf(e.getMessage()));
        } catch (RepositoryException e) {
            return unread(e);
        }
    }

    private static PushResult unread(RepositoryException failure) {
        String reason = String.valueOf(failure.getMessage());
        return switch (failure.kind()) {
            case UNREACHABLE, REFUSED -> unavailable(reason);
            case NO_SUCH_COMMIT -> new PushResult.Nothing(reason);
            case TOO_LARGE -> new PushResult.Unreadable(reason);
        };
    }

    /** Fetching takes a while, in which another instance may have taken the push, or a later one. */
    private PushResult decide(Push push) throws RepositoryException, InterruptedException {
        WatchedRepository commits =
                Optional.ofNullable(repositories.get(push.repository().name())).orElseThrow();
        for (int look = 0; look < MOST_LOOKS; look++) {
            Optional<String> problem = memory.problem();
            if (problem.isPresent()) {
                return unavailable(problem.get());
            }
            Optional<CommitId> head = head(push);
            Optional<PushResult> result = decide(push, head, commits);
            if (result.isPresent()) {
                return result.get();
            }
        }
        return unavailable("other instances of ingest take pushes of this branch all the time");
    }

    /** Empty where the head is another one by the time that the commit is here. */
    private Optional<PushResult> decide(Push push, Optional<CommitId> head, WatchedRepository commits)
            throws RepositoryException, InterruptedException {
        Optional<Outcome> repeated = repeated(push, head, commits);
        if (repeated.isPresent()) {
            return repeated.map(PushResult.Taken::new);
        }
        if (head.filter(push.after()::equals).isPresent()) {
            return nothing("commit %s of %s was accepted already".formatted(push.after(), push.ref()));
        }
        CommitId newest = commits.fetch(push.branch(), push.after());
        if (!head(push).equals(head)) {
            return Optional.empty();
        }
        // Where the branch is back at an ancestor, somebody wants it to be there.
        if (!newest.equals(push.after()) && head.isPresent() && commits.isAncestor(push.after(), head.get())) {
            return nothing("commit %s is superseded: %s was accepted up to %s, which has it"
                    .formatted(push.after(), push.ref(), head.get()));
        }
        return Optional.of(new PushResult.Taken(accept(push, head, commits)));
    }

    private static Optional<PushResult> nothing(String reason) {
        return Optional.of(new PushResult.Nothing(reason));
    }

    private Optional<CommitId> head(Push push) {
        return memory.head(push.repository().name(), push.ref()).map(known -> new CommitId(known.commit()));
    }

    /**
     * Hosts give the same push another id when somebody asks them to. But a branch may go back and come again, in the same words: so it
     * counts only while the branch has the commit.
     */
    private Optional<Outcome> repeated(Push push, Optional<CommitId> head, Commits commits) throws RepositoryException {
        Optional<Outcome> same =
                intake.repeated(push.delivery(), push.repository().scope());
        if (same.isPresent() || head.isEmpty()) {
            return same;
        }
        Optional<SeenDelivery> seen = memory.deliveryOfBody(push.delivery().body());
        boolean there =
                seen.isPresent() && (head.get().equals(push.after()) || commits.isAncestor(push.after(), head.get()));
        return there ? seen.map(known -> new Outcome.Accepted(known.deployments(), true, List.of())) : Optional.empty();
    }

    private Outcome accept(Push push, Optional<CommitId> head, Commits commits) throws RepositoryException {
        Optional<ManifestTree> compared = head.isPresent() && commits.isAncestor(head.get(), push.after())
                ? Optional.of(commits.manifests(head.get()))
                : Optional.empty();
        var next = new BranchHead(
                push.repository().name(), push.ref(), push.after().value());
        var draft = new PushDraft(planner, compared, commits.manifests(push.after()), next);
        return intake.accept(push.delivery(), push.repository().scope(), draft).join();
    }

    private static PushResult unavailable(String reason) {
        return new PushResult.Taken(new Outcome.Unavailable(reason));
    }

    private record BranchName(String repository, String branch) {}
}
