package dev.migrationgate.runner.lane;

import java.util.List;
import java.util.Optional;

/** What an observation changes. One that fits neither the tenure nor its phase is late or a repetition: nothing. */
final class Observations {
    private Observations() {}

    static void handle(Draft draft, LaneObservation observation) {
        if (draft.state()
                .tenure()
                .filter(holds -> holds.equals(observation.tenure()))
                .isPresent()) {
            draft.state()
                    .holder()
                    .ifPresent(
                            holder -> handle(draft, changed(draft, holder, observation), holder.phase(), observation));
        }
    }

    /** What was changed counts however late it is told: whoever was quicker may have had nothing left to change. */
    private static Entry changed(Draft draft, LaneState.Holder holder, LaneObservation observation) {
        List<String> changes = changes(observation);
        if (!changes.isEmpty()) {
            draft.stay(holder.entry().changedBy(changes), holder.phase());
        }
        return draft.state().holder().orElse(holder).entry();
    }

    private static List<String> changes(LaneObservation observation) {
        return switch (observation) {
            case LaneObservation.DatabasePrepared seen -> seen.changes();
            case LaneObservation.DatabaseFailed seen -> seen.changes();
            case LaneObservation.DatabaseUnclear seen -> seen.changes();
            case LaneObservation _ -> List.of();
        };
    }

    private static void handle(Draft draft, Entry entry, Phase phase, LaneObservation observation) {
        switch (phase) {
            case Phase.Preparing preparing -> preparing(draft, entry, preparing, observation);
            case Phase.Starting starting -> starting(draft, entry, starting, observation);
            case Phase.Confirming confirming -> confirming(draft, entry, confirming, observation);
            case Phase.Running running ->
                running(draft, entry, running.secrets(), running.execution(), Optional.empty(), observation);
            case Phase.Cancelling cancelling ->
                running(
                        draft,
                        entry,
                        cancelling.secrets(),
                        cancelling.execution(),
                        Optional.of(cancelling.why()),
                        observation);
            case Phase.Quarantined quarantined -> quarantined(draft, entry, quarantined, observation);
            case Phase.Checking checking -> Checks.answered(draft, entry, checking, observation);
        }
    }

    private static void preparing(Draft draft, Entry entry, Phase.Preparing phase, LaneObservation observation) {
        switch (observation) {
            case LaneObservation.DatabasePrepared seen -> Turn.prepared(draft, entry, phase, seen.secrets());
            case LaneObservation.DatabaseFailed seen ->
                Turn.failUnstarted(draft, entry, Failure.DATABASE, seen.message());
            case LaneObservation.DatabaseUnclear seen
            when phase.tries().next().isEmpty() ->
                draft.stay(entry, phase.with(later(draft, entry, phase.tries(), seen.message())));
            // A repetition, or of an execution, which cannot exist yet.
            case LaneObservation.DatabaseUnclear _,
                    LaneObservation.DatabaseChecked _,
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

    private static void starting(Draft draft, Entry entry, Phase.Starting phase, LaneObservation observation) {
        switch (observation) {
            case LaneObservation.ExecutionStarted seen -> Turn.started(draft, entry, phase.secrets(), seen.execution());
            case LaneObservation.ExecutionEnded seen -> {
                draft.add(new LaneEvent.Started(draft.lane(), draft.epoch(), entry, seen.execution()));
                Turn.ended(draft, entry, phase.secrets(), seen.evidence(), seen.failure());
            }
            case LaneObservation.StartRefused seen ->
                Turn.failUnstarted(draft, entry, Failure.START_REFUSED, seen.message());
            case LaneObservation.StartDenied seen ->
                Turn.confirm(draft, entry, phase, Failure.START_REFUSED, seen.message());
            case LaneObservation.StartUnclear seen -> unclear(draft, entry, phase, seen);
            case LaneObservation.StartThrottled seen -> throttled(draft, entry, phase, seen);
            case LaneObservation.ExecutionAbsent _ when phase.created() -> gone(draft, entry, phase.secrets());
            case LaneObservation.ExecutionUnknown seen ->
                Turn.quarantine(draft, entry, phase.secrets(), Optional.empty(), seen);
            // Repetitions.
            case LaneObservation.ExecutionAbsent _,
                    LaneObservation.DatabasePrepared _,
                    LaneObservation.DatabaseChecked _,
                    LaneObservation.DatabaseFailed _,
                    LaneObservation.DatabaseUnclear _ -> {}
        }
    }

    /** Asked again later, unless somebody wants it to end; but a job that was made once is never made again. */
    private static void unclear(Draft draft, Entry entry, Phase.Starting phase, LaneObservation.StartUnclear seen) {
        boolean created = phase.created() || seen.created();
        if (phase.tries().next().isPresent()) {
            draft.stay(entry, phase.with(phase.tries(), created));
        } else if (entry.cancellation().isPresent()) {
            Turn.confirm(draft, entry, phase.with(phase.tries(), created), Failure.START_REFUSED, seen.message());
        } else {
            draft.stay(entry, phase.with(later(draft, entry, phase.tries(), seen.message()), created));
        }
    }

    /** A quota delays and never fails, so only the whole request's deadline goes on. */
    private static void throttled(Draft draft, Entry entry, Phase.Starting phase, LaneObservation.StartThrottled seen) {
        unclear(
                draft,
                entry,
                phase.tries().next().isPresent()
                        ? phase
                        : phase.until(draft.rules().startingFrom(entry, draft.now())),
                new LaneObservation.StartUnclear(seen.tenure(), seen.created(), seen.message()));
    }

    /** Its job was made, so it may have run; who deletes it takes the evidence away, too. */
    private static void gone(Draft draft, Entry entry, Optional<DatabaseSecrets> secrets) {
        Turn.quarantine(draft, entry, secrets, Optional.empty(), "its job was made, and does not exist any more");
    }

    private static void confirming(Draft draft, Entry entry, Phase.Confirming phase, LaneObservation observation) {
        Failure failure = phase.failure();
        switch (observation) {
            case LaneObservation.ExecutionStarted seen -> Turn.started(draft, entry, phase.secrets(), seen.execution());
            case LaneObservation.ExecutionEnded seen -> {
                draft.add(new LaneEvent.Started(draft.lane(), draft.epoch(), entry, seen.execution()));
                Turn.ended(draft, entry, phase.secrets(), seen.evidence(), seen.failure());
            }
            case LaneObservation.ExecutionAbsent _ when phase.created() -> gone(draft, entry, phase.secrets());
            case LaneObservation.ExecutionAbsent _ ->
                Turn.failUnstarted(draft, entry, failure.reason(), failure.message());
            case LaneObservation.StartRefused seen ->
                Turn.failUnstarted(draft, entry, Failure.START_REFUSED, seen.message());
            case LaneObservation.StartUnclear seen -> lookAgain(draft, entry, phase, seen);
            case LaneObservation.StartThrottled seen ->
                lookAgain(
                        draft,
                        entry,
                        phase.until(draft.rules().confirmingLonger(entry, phase.deadline(), draft.now())),
                        new LaneObservation.StartUnclear(seen.tenure(), seen.created(), seen.message()));
            case LaneObservation.ExecutionUnknown seen ->
                Turn.quarantine(draft, entry, phase.secrets(), Optional.empty(), seen);
            // Late answers of the start, which decide nothing any more, and repetitions.
            case LaneObservation.StartDenied _,
                    LaneObservation.DatabasePrepared _,
                    LaneObservation.DatabaseChecked _,
                    LaneObservation.DatabaseFailed _,
                    LaneObservation.DatabaseUnclear _ -> {}
        }
    }

    private static void lookAgain(Draft draft, Entry entry, Phase.Confirming phase, LaneObservation.StartUnclear seen) {
        Tries tries =
                phase.tries().next().isPresent() ? phase.tries() : later(draft, entry, phase.tries(), seen.message());
        draft.stay(entry, phase.with(tries, phase.created() || seen.created()));
    }

    private static void running(
            Draft draft,
            Entry entry,
            Optional<DatabaseSecrets> secrets,
            ExecutionRef execution,
            Optional<String> cancelled,
            LaneObservation observation) {
        switch (observation) {
            case LaneObservation.ExecutionEnded seen ->
                Turn.ended(
                        draft,
                        entry,
                        secrets,
                        seen.evidence(),
                        // The one who cancelled knows the reason better than the platform.
                        seen.failure()
                                .map(failure -> cancelled
                                        .filter(_ -> failure.reason().equals(Failure.CANCELLED))
                                        .map(why -> failure.because(Failure.DEADLINE, why))
                                        .orElse(failure)));
            case LaneObservation.ExecutionUnknown seen ->
                Turn.quarantine(draft, entry, secrets, Optional.of(execution), seen);
            // Repetitions.
            case LaneObservation.DatabasePrepared _,
                    LaneObservation.DatabaseChecked _,
                    LaneObservation.DatabaseFailed _,
                    LaneObservation.DatabaseUnclear _,
                    LaneObservation.ExecutionStarted _,
                    LaneObservation.StartDenied _,
                    LaneObservation.StartThrottled _,
                    LaneObservation.ExecutionAbsent _,
                    LaneObservation.StartRefused _,
                    LaneObservation.StartUnclear _ -> {}
        }
    }

    private static void quarantined(Draft draft, Entry entry, Phase.Quarantined phase, LaneObservation observation) {
        if (phase.contradicted()) {
            return;
        }
        switch (observation) {
            case LaneObservation.ExecutionEnded seen -> {
                boolean succeeded = seen.failure().isEmpty();
                draft.add(new LaneEvent.Released(
                        draft.lane(),
                        entry,
                        succeeded ? LaneCommand.Verdict.SUCCEEDED : LaneCommand.Verdict.FAILED,
                        "evidence",
                        "the end of " + seen.evidence().execution() + " was seen after all",
                        draft.now()));
                // Cancelled by a deadline, and nobody saw the end in time: that is why.
                Optional<Failure> failure = seen.failure()
                        .map(end -> end.reason().equals(Failure.CANCELLED)
                                        && entry.cancellation().isEmpty()
                                ? end.because(Failure.DEADLINE, phase.reason())
                                : end);
                Turn.ended(draft, entry, phase.secrets(), seen.evidence(), failure);
            }
            case LaneObservation.ExecutionStarted seen
            when phase.execution().isEmpty() -> {
                draft.add(new LaneEvent.Started(draft.lane(), draft.epoch(), entry, seen.execution()));
                draft.enter(
                        entry,
                        new Phase.Quarantined(
                                phase.secrets(),
                                Optional.of(seen.execution()),
                                phase.reason(),
                                phase.since(),
                                Tries.UNDER_WAY,
                                false));
            }
            // No evidence of an end: a refusal or a silence says nothing about what an earlier call did. Looked for
            // again.
            case LaneObservation.ExecutionUnknown _,
                    LaneObservation.ExecutionAbsent _,
                    LaneObservation.StartRefused _,
                    LaneObservation.StartThrottled _,
                    LaneObservation.StartUnclear _
            when phase.tries().next().isEmpty() -> {
                Tries tries = phase.tries();
                draft.stay(entry, phase.with(tries.again(LaneRules.lookAgain(entry, tries, draft.now()))));
            }
            case LaneObservation.ExecutionStarted _,
                    LaneObservation.ExecutionUnknown _,
                    LaneObservation.StartDenied _,
                    LaneObservation.StartThrottled _,
                    LaneObservation.ExecutionAbsent _,
                    LaneObservation.StartRefused _,
                    LaneObservation.StartUnclear _,
                    LaneObservation.DatabasePrepared _,
                    LaneObservation.DatabaseChecked _,
                    LaneObservation.DatabaseFailed _,
                    LaneObservation.DatabaseUnclear _ -> {}
        }
    }

    private static Tries later(Draft draft, Entry entry, Tries tries, String why) {
        return tries.again(LaneRules.tryAgain(entry, tries, draft.now())).because(why);
    }
}
