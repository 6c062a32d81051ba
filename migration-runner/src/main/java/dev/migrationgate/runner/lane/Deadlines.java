package dev.migrationgate.runner.lane;

import dev.migrationgate.runner.lane.LaneState.Holder;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What the passing of time changes. */
final class Deadlines {
    private Deadlines() {}

    static void tick(Draft draft) {
        draft.state().holder().ifPresent(holder -> tick(draft, holder.entry(), holder.phase()));
        FinishedJobs.tick(draft);
        for (Entry entry : draft.state().waiting()) {
            Deadline deadline = draft.rules().waitingSince(entry);
            if (deadline.passed(draft.now())) {
                draft.unqueue(entry);
                String message = notWithin(deadline) + behind(draft.state());
                draft.fail(entry, false, Failure.of(Failure.DEADLINE, message), Optional.empty());
            }
        }
    }

    private static void tick(Draft draft, Entry entry, Phase phase) {
        switch (phase) {
            case Phase.Preparing preparing
            when preparing.deadline().passed(draft.now()) ->
                Turn.failUnstarted(
                        draft, entry, Failure.DEADLINE, preparing.tries().after(notWithin(preparing.deadline())));
            case Phase.Preparing preparing
            when preparing.tries().due(draft.now()) ->
                draft.enter(entry, preparing.with(preparing.tries().asked()));
            case Phase.Starting starting
            when starting.deadline().passed(draft.now()) -> giveUpStarting(draft, entry, starting);
            case Phase.Starting starting
            when starting.tries().due(draft.now()) ->
                draft.enter(entry, starting.with(starting.tries().asked(), starting.created()));
            case Phase.Confirming confirming
            when confirming.deadline().passed(draft.now()) ->
                Turn.quarantine(
                        draft,
                        entry,
                        confirming.secrets(),
                        Optional.empty(),
                        confirming.failure().message() + "; " + notWithin(confirming.deadline())
                                + " was it seen whether there is one");
            case Phase.Confirming confirming
            when confirming.tries().due(draft.now()) ->
                draft.enter(entry, confirming.with(confirming.tries().asked(), confirming.created()));
            case Phase.Running running
            when running.deadline().passed(draft.now()) ->
                Turn.overdue(draft, entry, running, notWithin(running.deadline()));
            case Phase.Cancelling cancelling
            when cancelling.deadline().passed(draft.now()) ->
                Turn.quarantine(
                        draft,
                        entry,
                        cancelling.secrets(),
                        Optional.of(cancelling.execution()),
                        cancelling.why() + ", and cancelled, but no end was seen");
            case Phase.Cancelling cancelling
            when cancelling.tries().due(draft.now()) -> cancelAgain(draft, entry, cancelling);
            case Phase.Quarantined quarantined
            when quarantined.tries().due(draft.now()) ->
                draft.enter(entry, quarantined.with(quarantined.tries().asked()));
            case Phase.Checking checking
            when checking.deadline().passed(draft.now()) -> Checks.overdue(draft, entry, checking);
            case Phase.Checking checking
            when checking.tries().due(draft.now()) ->
                draft.enter(entry, checking.with(checking.tries().asked()));
            case Phase.Preparing _,
                    Phase.Starting _,
                    Phase.Confirming _,
                    Phase.Running _,
                    Phase.Cancelling _,
                    Phase.Quarantined _,
                    Phase.Checking _ -> {}
        }
    }

    private static void cancelAgain(Draft draft, Entry entry, Phase.Cancelling cancelling) {
        Tries tries = cancelling.tries();
        draft.stay(
                entry,
                new Phase.Cancelling(
                        cancelling.secrets(),
                        cancelling.execution(),
                        cancelling.why(),
                        cancelling.deadline(),
                        tries.again(LaneRules.cancelAgain(entry, tries, draft.now()))));
        draft.add(Effects.cancel(entry.tenure(draft.epoch()), cancelling));
    }

    /** What the waiting one waited for. */
    private static String behind(LaneState state) {
        return state.holder()
                .map(holder -> ": the lane was held by deployment "
                        + holder.entry().request().deploymentId() + " of "
                        + holder.entry().request().applicationId() + ", "
                        + holder.phase().word())
                .orElse("");
    }

    /** Only where nothing was ever asked for is it certain that no execution exists. */
    private static void giveUpStarting(Draft draft, Entry entry, Phase.Starting phase) {
        if (phase.tries().untouched() && !phase.created()) {
            Turn.failUnstarted(draft, entry, Failure.DEADLINE, notWithin(phase.deadline()));
        } else {
            Turn.confirm(draft, entry, phase, Failure.DEADLINE, notWithin(phase.deadline()));
        }
    }

    /** When a tick would change something. */
    static Optional<Instant> next(LaneState state, LaneRules rules) {
        Stream<Instant> held = state.holder().map(Holder::phase).stream().flatMap(Deadlines::of);
        Stream<Instant> waiting =
                state.waiting().stream().map(entry -> rules.waitingSince(entry).at());
        Stream<Instant> jobs = state.finished().stream().map(FinishedJob::deleteAt);
        return Stream.of(held, waiting, jobs).flatMap(each -> each).min(Instant::compareTo);
    }

    private static Stream<Instant> of(Phase phase) {
        return switch (phase) {
            case Phase.Preparing preparing ->
                Stream.concat(Stream.of(preparing.deadline().at()), preparing.tries().next().stream());
            case Phase.Starting starting ->
                Stream.concat(Stream.of(starting.deadline().at()), starting.tries().next().stream());
            case Phase.Confirming confirming ->
                Stream.concat(Stream.of(confirming.deadline().at()), confirming.tries().next().stream());
            case Phase.Running running -> Stream.of(running.deadline().at());
            case Phase.Cancelling cancelling ->
                Stream.concat(Stream.of(cancelling.deadline().at()), cancelling.tries().next().stream());
            case Phase.Quarantined quarantined -> quarantined.tries().next().stream();
            case Phase.Checking checking ->
                Stream.concat(Stream.of(checking.deadline().at()), checking.tries().next().stream());
        };
    }

    private static String notWithin(Deadline deadline) {
        return "not within " + deadline.rule();
    }
}
