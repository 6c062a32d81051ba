package dev.migrationgate.runner.lane;

import dev.migrationgate.host.EffectRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The lane's deadlines, where a manifest does not say otherwise ({@link Limits}). Each counts from a time that the state holds, so each survives a restart.
 *
 * @param waiting how long a deployment may wait for its turn
 * @param starting how long it may take from its turn to a known execution, and how long the look at its database after that
 * @param runningGrace how much longer than its own timeout an execution may go without its end being seen
 * @param cancelling how long a cancelled execution may go without its end being seen
 * @param request how long a deployment may take altogether, from the request
 * @param keptJobs how long the job of an attempt is kept after its end; the deployer reads it as evidence
 */
public record LaneRules(
        Duration waiting,
        Duration starting,
        Duration runningGrace,
        Duration cancelling,
        Duration request,
        Duration keptJobs) {

    /** Exit code that says "temporary failure": EX_TEMPFAIL of sysexits.h. */
    public static final int TEMPORARY_FAILURE = 75;

    /** A day's wait, ten minutes to start, two days altogether; jobs are kept for a day. */
    public static final LaneRules DEFAULT = new LaneRules(
            Duration.ofHours(24),
            Duration.ofMinutes(10),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofHours(48),
            Duration.ofHours(24));

    /** How many failed deployments a lane keeps whole, for a retry; older ones need a new request. */
    static final int KEPT_FAILURES = 10;

    /** When a deletion that was not heard of is asked for again. */
    static final Duration DELETE_AGAIN = Duration.ofHours(1);

    /** How many deletions are asked for at once; Cloud Run allows few writes a minute. */
    static final int DELETIONS = 5;

    /** How often an execution that ended before its container started is followed by another by itself. */
    static final int START_RETRIES = 2;

    /** How many bytes of requests a lane keeps, those that failed included: its state is one record in Kafka. */
    static final long KEPT_BYTES = 4L * 1024 * 1024;

    /** How many bytes one request may be kept as: the one that holds the lane comes on top of those that wait. */
    static final long LARGEST_REQUEST = 5L * 1024 * 1024;

    /** How many jobs a lane has deleted later: as many as a region holds. */
    static final int KEPT_JOBS = 1_000;

    private static final Duration FIRST_CANCEL_AGAIN = Duration.ofMinutes(1);
    private static final Duration FIRST_LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration LONGEST_LOOK_AGAIN = Duration.ofMinutes(5);
    private static final Duration FIRST_TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_TRY_AGAIN = Duration.ofSeconds(30);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    Deadline waitingSince(Entry entry) {
        Duration limit = limits(entry).flatMap(Limits::waiting).orElse(waiting);
        return new Deadline(entry.queuedAt().plus(limit), limit + " of waiting").orEarlier(whole(entry));
    }

    /**
     * The deadline of the way to a known execution.
     *
     * @param from when it began, or will
     */
    Deadline startingFrom(Entry entry, Instant from) {
        Duration limit = limits(entry).flatMap(Limits::starting).orElse(starting);
        return new Deadline(from.plus(limit), limit + " of starting").orEarlier(whole(entry));
    }

    Deadline runningFrom(Entry entry, Instant now) {
        Duration limit = running(entry);
        return new Deadline(now.plus(limit), limit + " of running").orEarlier(whole(entry));
    }

    private Duration running(Entry entry) {
        return entry.request()
                .migration()
                .map(Migration::timeout)
                .orElse(Duration.ZERO)
                .plus(runningGrace);
    }

    Deadline confirmingFrom(Instant now) {
        return new Deadline(now.plus(starting), starting + " of looking for an execution");
    }

    /** A quota delays the look as well, but not beyond the whole request's time. */
    Deadline confirmingLonger(Entry entry, Deadline before, Instant now) {
        Deadline longer = confirmingFrom(now).orEarlier(whole(entry));
        return longer.at().isBefore(before.at()) ? before : longer;
    }

    /** When nothing that was asked for until now can begin any more. */
    static Instant settled(Instant now) {
        return now.plus(EffectRunner.TAKEOVER);
    }

    /**
     * The deadline of the look at the database after a migration. Whoever is released when the whole request's time is over has the
     * look's own time all the same.
     */
    Deadline checkingFrom(Entry entry, Instant now) {
        Duration limit = limits(entry).flatMap(Limits::starting).orElse(starting);
        Deadline own = new Deadline(now.plus(limit), limit + " of checking the database");
        Deadline whole = whole(entry);
        return whole.passed(now) ? own : own.orEarlier(whole);
    }

    Deadline cancellingFrom(Instant now) {
        return new Deadline(now.plus(cancelling), cancelling + " of cancelling");
    }

    /** The manifest's limit; else the configuration's, or what the other three come to where a long migration needs more. */
    private Deadline whole(Entry entry) {
        Duration together = waiting.plus(starting).plus(running(entry));
        Duration standard = request.compareTo(together) > 0 ? request : together;
        Duration limit = limits(entry).flatMap(Limits::request).orElse(standard);
        return new Deadline(entry.since().plus(limit), limit + " since it was requested");
    }

    private static Optional<Limits> limits(Entry entry) {
        return entry.request().migration().map(Migration::limits);
    }

    /** When to ask again after an answer that decided nothing. */
    static Instant tryAgain(Entry entry, Tries tries, Instant now) {
        return now.plus(backoff(FIRST_TRY_AGAIN, LONGEST_TRY_AGAIN, tries.count(), entry));
    }

    /** When to cancel once more, should no end be seen. */
    static Instant cancelAgain(Entry entry, Tries tries, Instant now) {
        return now.plus(backoff(FIRST_CANCEL_AGAIN, LONGEST_LOOK_AGAIN, tries.count(), entry));
    }

    /** When to look once more for evidence of what nobody knows. */
    static Instant lookAgain(Entry entry, Tries tries, Instant now) {
        return now.plus(backoff(FIRST_LOOK_AGAIN, LONGEST_LOOK_AGAIN, tries.count(), entry));
    }

    /** When to start the next attempt after a temporary failure. */
    static Instant retry(Entry entry, Instant now) {
        return now.plus(backoff(FIRST_RETRY, LONGEST_RETRY, entry.retried() + entry.restarted(), entry));
    }

    /** Doubles, and adds up to a quarter that differs by deployment but not by time: a step must be repeatable. */
    private static Duration backoff(Duration first, Duration longest, int count, Entry entry) {
        Duration doubled = first.multipliedBy(1L << Math.min(count, 20));
        Duration capped = doubled.compareTo(longest) < 0 ? doubled : longest;
        int spread = Math.floorMod(Objects.hash(entry.request().deploymentId(), entry.attempt(), count), 250);
        return capped.plus(capped.multipliedBy(spread).dividedBy(1000));
    }
}
