package dev.migrationgate.runner.lane;

import dev.migrationgate.runner.lane.LaneState.Holder;
import java.util.Optional;

/** What a person's command changes. One that does not fit is answered, and changes nothing. */
final class Commands {
    private Commands() {}

    static void handle(Draft draft, LaneCommand command) {
        switch (command) {
            case LaneCommand.CancelAsked cancel -> cancel(draft, cancel);
            case LaneCommand.RetryAsked retry -> retry(draft, retry);
            case LaneCommand.ReleaseAsked release -> release(draft, release);
            case LaneCommand.RotateAsked rotate -> Rotations.ask(draft, rotate);
        }
    }

    private static void cancel(Draft draft, LaneCommand.CancelAsked command) {
        Optional<Entry> waiting = draft.state().waiting().stream()
                .filter(entry -> entry.belongsTo(command.deploymentId()))
                .findFirst();
        if (waiting.isPresent()) {
            draft.unqueue(waiting.get());
            cancelled(draft, waiting.get(), command);
            return;
        }
        Optional<Holder> holder = held(draft, command);
        if (holder.isEmpty()) {
            refuse(draft, command, "the deployment neither waits nor runs in this lane");
            return;
        }
        cancelHeld(draft, holder.get(), command);
    }

    private static void cancelHeld(Draft draft, Holder holder, LaneCommand.CancelAsked command) {
        Entry entry = holder.entry();
        if (entry.cancellation().isPresent()) {
            refuse(draft, command, "the deployment is being cancelled already");
            return;
        }
        Entry stopped = entry.cancelledBy(new Cancellation(command.actor(), command.reason()));
        switch (holder.phase()) {
            case Phase.Preparing _ -> endUnstarted(draft, entry, command);
            case Phase.Starting starting when starting.tries().untouched() -> endUnstarted(draft, entry, command);
            // Between two calls: there will be no further one, and a look tells whether an earlier one did anything.
            case Phase.Starting starting
            when starting.tries().next().isPresent() ->
                Turn.confirm(
                        draft,
                        stopped,
                        starting,
                        Failure.START_REFUSED,
                        starting.tries().trouble().orElse("no start of it was answered"));
            // No call is made any more, whatever the policy.
            case Phase.Confirming confirming -> draft.stay(stopped, confirming);
            // Whatever the policy: no execution runs any more.
            case Phase.Checking _ when entry.request().migration().isEmpty() -> endUnstarted(draft, entry, command);
            case Phase.Checking checking -> Checks.cancel(draft, stopped, checking);
            case Phase.Quarantined _ ->
                refuse(draft, command, "the lane is quarantined for this deployment; release it");
            case Phase.Starting _, Phase.Running _, Phase.Cancelling _
            when entry.cancelPolicy() == CancelPolicy.NEVER ->
                refuse(
                        draft,
                        command,
                        "the migration is " + holder.phase().word() + ", and its cancelPolicy is 'never'");
            case Phase.Starting _, Phase.Running _, Phase.Cancelling _ -> Turn.stop(draft, stopped, holder.phase());
        }
    }

    /** Nothing was asked for that could run. */
    private static void endUnstarted(Draft draft, Entry entry, LaneCommand command) {
        draft.free();
        cancelled(draft, entry, command);
    }

    private static void cancelled(Draft draft, Entry entry, LaneCommand command) {
        draft.add(new LaneEvent.Cancelled(draft.lane(), entry, command.actor(), command.reason(), draft.now()));
    }

    private static void retry(Draft draft, LaneCommand.RetryAsked command) {
        Optional<Entry> failed = draft.state().failed().stream()
                .filter(entry -> entry.belongsTo(command.deploymentId()))
                .findFirst();
        if (failed.isEmpty()) {
            refuse(draft, command, "the deployment is none of the last that failed in this lane");
            return;
        }
        Request request = failed.get().request();
        Optional<String> newer = draft.state().newerThan(request);
        if (newer.isPresent()) {
            String message = "deployment " + newer.get()
                    + ", requested later, has migrated or passed the gate, or is on its way: an older migration does"
                    + " not run after it";
            refuse(draft, command, message);
            return;
        }
        draft.become(draft.state()
                .withFailed(draft.state().failed().stream()
                        .filter(entry -> !entry.belongsTo(command.deploymentId()))
                        .toList()));
        draft.enqueue(failed.get().askedAgain(draft.now()));
    }

    private static void release(Draft draft, LaneCommand.ReleaseAsked command) {
        Optional<Holder> holder = held(draft, command);
        if (holder.isPresent() && holder.get().phase() instanceof Phase.Quarantined quarantined) {
            released(draft, holder.get().entry(), quarantined, command);
        } else {
            refuse(draft, command, "the lane is not quarantined for this deployment");
        }
    }

    private static void released(Draft draft, Entry entry, Phase.Quarantined phase, LaneCommand.ReleaseAsked command) {
        draft.add(new LaneEvent.Released(
                draft.lane(), entry, command.verdict(), command.actor(), command.reason(), draft.now()));
        switch (command.verdict()) {
            case SUCCEEDED -> Turn.succeed(draft, entry, LaneEvent.Outcome.SKIPPED, phase.secrets(), Optional.empty());
            case FAILED ->
                Turn.fail(
                        draft,
                        entry,
                        true,
                        Failure.of(Failure.VERDICT, command.actor() + " took it for failed: " + command.reason()),
                        Optional.empty());
        }
    }

    private static Optional<Holder> held(Draft draft, LaneCommand command) {
        return draft.state().holder().filter(holder -> holder.entry().belongsTo(command.deploymentId()));
    }

    static void refuse(Draft draft, LaneCommand command, String message) {
        draft.add(new LaneEvent.CommandRefused(draft.lane(), command, message, draft.now()));
    }
}
