package dev.migrationgate.runner.lane;

import java.util.List;
import java.util.Optional;

/**
 * The look at the database between the end of a migration and the opening of the gate. Nothing runs any more, so whatever comes of
 * it ends the deployment.
 */
final class Checks {
    private Checks() {}

    /** What had to run has succeeded. */
    static void begin(
            Draft draft,
            Entry entry,
            LaneEvent.Outcome outcome,
            Optional<DatabaseSecrets> secrets,
            Optional<Evidence> evidence) {
        Deadline deadline = draft.rules().checkingFrom(entry, draft.now());
        draft.enter(entry, new Phase.Checking(secrets, outcome, evidence, deadline, Tries.UNDER_WAY));
    }

    /** An answer came. A late failure of the preparation looks like one of the check, and shuts the gate as well. */
    static void answered(Draft draft, Entry entry, Phase.Checking phase, LaneObservation observation) {
        switch (observation) {
            case LaneObservation.DatabaseChecked seen -> checked(draft, entry, phase, seen);
            case LaneObservation.DatabaseFailed seen ->
                fail(draft, entry, phase, Failure.of(Failure.DATABASE, seen.message()));
            case LaneObservation.DatabaseUnclear seen
            when phase.tries().next().isEmpty() ->
                draft.stay(
                        entry,
                        phase.with(phase.tries()
                                .again(LaneRules.tryAgain(entry, phase.tries(), draft.now()))
                                .because(seen.message())));
            // Repetitions.
            case LaneObservation.DatabaseUnclear _,
                    LaneObservation.DatabasePrepared _,
                    LaneObservation.ExecutionStarted _,
                    LaneObservation.StartDenied _,
                    LaneObservation.StartThrottled _,
                    LaneObservation.ExecutionAbsent _,
                    LaneObservation.StartRefused _,
                    LaneObservation.StartUnclear _,
                    LaneObservation.ExecutionEnded _,
                    LaneObservation.ExecutionUnknown _ -> {}
        }
    }

    private static void checked(Draft draft, Entry entry, Phase.Checking phase, LaneObservation.DatabaseChecked seen) {
        List<String> findings = seen.findings();
        if (seen.fails() && !findings.isEmpty()) {
            fail(draft, entry, phase, Failure.of(Failure.DATABASE_DRIFT, String.join("; ", findings)));
        } else {
            Turn.open(draft, entry, phase.outcome(), phase.secrets(), phase.evidence(), findings);
        }
    }

    /** Nobody could tell in time how the database is. */
    static void overdue(Draft draft, Entry entry, Phase.Checking phase) {
        String message = phase.tries().after("not within " + phase.deadline().rule());
        fail(draft, entry, phase, Failure.of(Failure.DEADLINE, message));
    }

    /** A person wants it to end, and nothing runs that could be waited for. */
    static void cancel(Draft draft, Entry stopped, Phase.Checking phase) {
        Turn.open(draft, stopped, phase.outcome(), phase.secrets(), phase.evidence(), List.of());
    }

    private static void fail(Draft draft, Entry entry, Phase.Checking phase, Failure failure) {
        boolean started = entry.request().migration().isPresent();
        Turn.fail(draft, entry, started, failure, phase.evidence());
    }
}
