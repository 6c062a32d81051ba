package dev.migrationgate.ingest.source;

import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.repository.CommitId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commits that branches have and that are not accepted, each logged once. Safe for several threads. */
final class Refusals {
    private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);

    /** What is accepted elsewhere, such as over HTTP, may be what it lacked, and nobody tells of it here. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private record Refusal(CommitId commit, String reason, boolean lasting, Instant since, long acceptedBefore) {}

    private final Clock clock;
    private final AtomicLong accepted = new AtomicLong();
    private final ConcurrentMap<Branch, Refusal> refusals = new ConcurrentHashMap<>();

    Refusals(Clock clock) {
        this.clock = clock;
    }

    /** Whether a commit would only be refused again: it was within the hour, and no push was accepted since; or it cannot be read at all. */
    boolean stands(Branch branch, CommitId commit) {
        return Optional.ofNullable(refusals.get(branch))
                .filter(refusal -> refusal.commit().equals(commit))
                .filter(refusal -> refusal.lasting() || isFresh(refusal))
                .isPresent();
    }

    private boolean isFresh(Refusal refusal) {
        return refusal.acceptedBefore() == accepted.get()
                && clock.instant().isBefore(refusal.since().plus(AGAIN));
    }

    /** What is wrong with a branch; empty: nothing. */
    Optional<String> problem(Branch branch) {
        return Optional.ofNullable(refusals.get(branch))
                .map(refusal -> "commit " + refusal.commit() + " is not accepted: " + refusal.reason());
    }

    /** A branch is where it was accepted. */
    void settled(Branch branch) {
        refusals.remove(branch);
    }

    /** Takes in what became of a push. */
    void told(Push push, PushResult result) {
        switch (result) {
            case PushResult.Nothing _ -> {}
            case PushResult.Unreadable(String reason) -> refused(push, reason, true);
            case PushResult.Taken(Outcome outcome) -> told(push, outcome);
        }
    }

    private void told(Push push, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted taken -> {
                // A repetition may be of an older commit.
                if (!taken.repeated()) {
                    accepted.incrementAndGet();
                    settled(Branch.of(push));
                }
            }
            case Outcome.Refused(List<Finding> findings) -> refused(push, reason(findings), false);
            case Outcome.Forbidden(String reason) -> refused(push, reason, false);
            case Outcome.TooLarge(String reason) -> refused(push, reason, false);
            case Outcome.KeyReused _ -> refused(push, "its delivery id was used for something else", false);
            case Outcome.Unavailable _ -> {}
        }
    }

    private void refused(Push push, String reason, boolean lasting) {
        var refusal = new Refusal(push.after(), reason, lasting, clock.instant(), accepted.get());
        Refusal before = refusals.put(Branch.of(push), refusal);
        if (before == null
                || !before.commit().equals(push.after())
                || !before.reason().equals(reason)) {
            LOGGER.atWarn()
                    .addKeyValue("repository", push.repository().name())
                    .addKeyValue("branch", push.branch())
                    .addKeyValue("commit", push.after())
                    .addKeyValue("reason", reason)
                    .log("a branch has a commit that is not accepted");
        }
    }

    private static String reason(List<Finding> findings) {
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        return errors.size()
                + (errors.size() == 1 ? " error: " : " errors, the first: ")
                + errors.stream().findFirst().map(Finding::toString).orElse("");
    }
}
