package dev.migrationgate.ledger;

import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Fact;
import dev.migrationgate.ledger.fact.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Facts for tests: each at a second of its own, each topic with one partition. */
public final class RecordedFacts {
    /** When everything begins. */
    public static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    private RecordedFacts() {}

    /** A time so many seconds after the start. */
    public static Instant at(long second) {
        return START.plusSeconds(second);
    }

    /** A request with a migration. */
    public static Recorded requested(long offset, String application, String lane) {
        return requested(offset, application, lane, Optional.of("ann"), Optional.of("%040x".formatted(offset)));
    }

    /** A request with a migration, by somebody, for a commit. */
    public static Recorded requested(
            long offset, String application, String lane, Optional<String> actor, Optional<String> commit) {
        var requester = new Fact.Requester("api", actor, Optional.empty(), Optional.empty(), commit);
        return recorded(
                "deployment-requested",
                offset,
                new Fact.Requested(
                        at(offset),
                        application,
                        lane,
                        "1." + offset,
                        "img",
                        "projects/p/locations/l/services/s",
                        "wanted",
                        requester,
                        Optional.empty()));
    }

    /** Its migration's execution exists. */
    public static Recorded started(long offset, int attempt) {
        return recorded("migration-started", offset, new Fact.Started(at(offset), attempt, "executions/" + attempt));
    }

    /** Its migration failed. */
    public static Recorded failed(long offset, int attempt) {
        return recorded(
                "migration-failed",
                offset,
                new Fact.MigrationFailed(
                        at(offset),
                        attempt,
                        "EXIT_CODE",
                        "exit code 1",
                        Optional.empty(),
                        Optional.empty(),
                        List.of("ERROR: no such table")));
    }

    /** The gate let it pass. */
    public static Recorded passed(long offset) {
        return recorded(
                "migration-succeeded",
                offset,
                new Fact.GatePassed(at(offset), "APPLIED", 1, Optional.of("executions/1"), Optional.empty()));
    }

    /** It serves. */
    public static Recorded deployed(long offset) {
        return recorded(
                "service-deployed",
                offset,
                new Fact.Deployed(at(offset), "services/s", "revisions/r" + offset, "https://s", Optional.empty()));
    }

    /** Its lane is held. */
    public static Recorded quarantined(long offset) {
        return recorded("lane-quarantined", offset, new Fact.Quarantined(at(offset), 1, "the execution is gone"));
    }

    /** Its lane goes on. */
    public static Recorded released(long offset) {
        return recorded("lane-released", offset, new Fact.Released(at(offset), "FAILED", "ann", "looked"));
    }

    /** Somebody wants another attempt. */
    public static Recorded retryAsked(long offset, String id) {
        return recorded("deployment-commands", offset, new Fact.Commanded(at(offset), id, "RETRY", "ann", "again"));
    }

    /** A command did not fit. */
    public static Recorded refused(long offset, String id) {
        return recorded("command-refused", offset, new Fact.Refused(at(offset), id, "too late"));
    }

    /** A fact of a topic's only partition. */
    public static Recorded recorded(String topic, long offset, Fact fact) {
        return new Recorded(new Coordinates(topic, 0, offset), fact);
    }
}
