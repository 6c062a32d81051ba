package dev.migrationgate.runner.lane;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A deployment's way from its turn to its end. */
final class Turn {
    private Turn() {}

    /** The attempt's turn has come. */
    static void begin(Draft draft, Entry entry, Tries tries) {
        draft.take();
        Request request = entry.request();
        Deadline deadline = draft.rules().startingFrom(entry, tries.next().orElse(draft.now()));
        if (request.database().isPresent()) {
            Past past = draft.state().past(request);
            draft.enter(entry, new Phase.Preparing(deadline, tries, past.failed(), past.rotation()));
        } else if (request.migration().isPresent()) {
            draft.enter(entry, new Phase.Starting(Optional.empty(), deadline, tries, false));
        } else {
            succeed(draft, entry, request.withoutMigration(), Optional.empty(), Optional.empty());
        }
    }

    /** The database is ready. */
    static void prepared(Draft draft, Entry entry, Phase.Preparing phase, DatabaseSecrets secrets) {
        Rotations.prepared(draft, entry, phase);
        if (entry.request().migration().isPresent()) {
            draft.enter(entry, new Phase.Starting(Optional.of(secrets), phase.deadline(), Tries.UNDER_WAY, false));
        } else {
            succeed(draft, entry, entry.request().withoutMigration(), Optional.of(secrets), Optional.empty());
        }
    }

    /** No execution is known, and one may exist all the same: makes sure before it says so. */
    static void confirm(Draft draft, Entry entry, Phase.Starting phase, String reason, String message) {
        Deadline deadline = draft.rules().confirmingFrom(draft.now());
        Tries tries = Tries.notBefore(LaneRules.settled(draft.now()));
        draft.enter(
                entry,
                new Phase.Confirming(phase.secrets(), Failure.of(reason, message), deadline, tries, phase.created()));
    }

    /** The execution exists, and holds the lane until its end is seen. */
    static void started(Draft draft, Entry entry, Optional<DatabaseSecrets> secrets, ExecutionRef execution) {
        draft.add(new LaneEvent.Started(draft.lane(), draft.epoch(), entry, execution));
        Phase.Running running =
                new Phase.Running(secrets, execution, draft.rules().runningFrom(entry, draft.now()));
        boolean stopped = entry.cancellation().isPresent() && entry.cancelPolicy() == CancelPolicy.FORCE;
        draft.enter(entry, stopped ? cancelling(draft, entry, running) : running);
    }

    /** The deployment was cancelled after its execution was asked for: see {@link CancelPolicy}. */
    static void stop(Draft draft, Entry entry, Phase phase) {
        if (phase instanceof Phase.Running running && entry.cancelPolicy() == CancelPolicy.FORCE) {
            draft.enter(entry, cancelling(draft, entry, running));
        } else {
            draft.stay(entry, phase);
        }
    }

    private static Phase cancelling(Draft draft, Entry entry, Phase.Running running) {
        String why =
                "cancelled by " + entry.cancellation().map(Cancellation::actor).orElse("nobody");
        Deadline deadline = draft.rules().cancellingFrom(draft.now());
        return new Phase.Cancelling(running.secrets(), running.execution(), why, deadline, cancelled(draft, entry));
    }

    /** The running migration took too long: it is cancelled, and holds the lane until its end is seen. */
    static void overdue(Draft draft, Entry entry, Phase.Running running, String why) {
        Deadline deadline = draft.rules().cancellingFrom(draft.now());
        draft.enter(
                entry,
                new Phase.Cancelling(running.secrets(), running.execution(), why, deadline, cancelled(draft, entry)));
    }

    private static Tries cancelled(Draft draft, Entry entry) {
        return Tries.notBefore(LaneRules.cancelAgain(entry, Tries.UNDER_WAY, draft.now()));
    }

    /** The execution's end was seen. */
    static void ended(
            Draft draft, Entry entry, Optional<DatabaseSecrets> secrets, Evidence evidence, Optional<Failure> failure) {
        if (failure.isEmpty()) {
            succeed(draft, entry, LaneEvent.Outcome.APPLIED, secrets, Optional.of(evidence));
            return;
        }
        Optional<Entry> next = entry.nextByRule(failure.get());
        if (next.isPresent()) {
            Tries later = Tries.notBefore(LaneRules.retry(entry, draft.now()));
            FinishedJobs.add(draft, entry);
            failing(draft, entry);
            begin(draft, next.get(), later);
        } else {
            fail(draft, entry, true, failure.get(), Optional.of(evidence));
        }
    }

    /** What had to run has succeeded: an older migration does not run after it, whatever becomes of the gate. */
    static void succeed(
            Draft draft,
            Entry entry,
            LaneEvent.Outcome outcome,
            Optional<DatabaseSecrets> secrets,
            Optional<Evidence> evidence) {
        draft.become(
                draft.state().remembering(entry.request().applicationId(), past -> past.migratedBy(entry.request())));
        if (entry.request().database().isPresent() && entry.cancellation().isEmpty()) {
            Checks.begin(draft, entry, outcome, secrets, evidence);
        } else {
            open(draft, entry, outcome, secrets, evidence, List.of());
        }
    }

    /** The gate opens, unless a person has cancelled it, and the lane is free. */
    static void open(
            Draft draft,
            Entry entry,
            LaneEvent.Outcome outcome,
            Optional<DatabaseSecrets> secrets,
            Optional<Evidence> evidence,
            List<String> warnings) {
        draft.free();
        FinishedJobs.add(draft, entry);
        if (entry.cancellation().isPresent()) {
            failing(draft, entry);
            cancelled(draft, entry, entry.cancellation().get(), "its migration had succeeded all the same");
        } else {
            draft.become(
                    draft.state().remembering(entry.request().applicationId(), past -> past.passedBy(entry.request())));
            draft.add(new LaneEvent.Succeeded(draft.epoch(), entry, outcome, secrets, evidence, warnings, draft.now()));
        }
    }

    /** The gate stays shut after what was to run, and the lane is free. */
    static void fail(Draft draft, Entry entry, boolean started, Failure failure, Optional<Evidence> evidence) {
        draft.free();
        FinishedJobs.add(draft, entry);
        failing(draft, entry);
        if (entry.cancellation().isPresent()) {
            cancelled(draft, entry, entry.cancellation().get(), "its migration ended: " + failure.message());
        } else {
            draft.fail(entry, started, failure, evidence);
        }
    }

    /** The gate stays shut, no execution exists, and the lane is free. */
    static void failUnstarted(Draft draft, Entry entry, String reason, String message) {
        draft.free();
        // Perhaps a job without an execution.
        FinishedJobs.add(draft, entry);
        failing(draft, entry);
        if (entry.cancellation().isPresent()) {
            cancelled(draft, entry, entry.cancellation().get(), "its migration never ran: " + message);
        } else {
            draft.fail(entry, false, Failure.of(reason, message), Optional.empty());
        }
    }

    /** What was done to the database may be half done. */
    private static void failing(Draft draft, Entry entry) {
        draft.become(draft.state().remembering(entry.request().applicationId(), Past::failing));
    }

    private static void cancelled(Draft draft, Entry entry, Cancellation asked, String end) {
        String reason = asked.reason() + " (" + end + ")";
        draft.add(new LaneEvent.Cancelled(draft.lane(), entry, asked.actor(), reason, draft.now()));
    }

    /** Nobody knows what became of the execution: the lane is held. */
    static void quarantine(
            Draft draft,
            Entry entry,
            Optional<DatabaseSecrets> secrets,
            Optional<ExecutionRef> execution,
            String reason) {
        // Not at once: what was just found unknown is unknown still.
        Tries tries = Tries.notBefore(LaneRules.lookAgain(entry, Tries.UNDER_WAY, draft.now()));
        hold(draft, entry, new Phase.Quarantined(secrets, execution, reason, draft.now(), tries, false));
    }

    /** The same, for what was seen. Where it contradicts itself, another look may miss one of its halves, and decides nothing. */
    static void quarantine(
            Draft draft,
            Entry entry,
            Optional<DatabaseSecrets> secrets,
            Optional<ExecutionRef> execution,
            LaneObservation.ExecutionUnknown seen) {
        if (seen.evidenceMayCome()) {
            quarantine(draft, entry, secrets, execution, seen.reason());
        } else {
            Instant now = draft.now();
            hold(draft, entry, new Phase.Quarantined(secrets, execution, seen.reason(), now, Tries.UNDER_WAY, true));
        }
    }

    private static void hold(Draft draft, Entry entry, Phase.Quarantined phase) {
        draft.add(new LaneEvent.Quarantined(draft.lane(), entry, phase.reason(), draft.now()));
        draft.stay(entry, phase);
    }
}
