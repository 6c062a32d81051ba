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
        boolean nothingStarted = switch (holder.phase()) {
            case Phase.Preparing _ -> true;
            case Phase.Starting starting -> starting.tries().untouched();
            case Phase.Confirming _, Phase.Running _, Phase.Cancelling _, Phase.Quarantined _ -> false;
        };
        if (nothingStarted) {
            draft.free();
            cancelled(draft, holder.entry(), command);
        } else {
            cancelStarted(draft, holder.entry(), holder.phase(), command);
        }
    }

    /** An execution may exist: the deployment ends as cancelled, but not before that execution's end was seen. */
    private static void cancelStarted(Draft draft, Entry entry, Phase phase, LaneCommand.CancelAsked command) {
        if (phase instanceof Phase.Quarantined) {
            refuse(draft, command, "the lane is quarantined for this deployment; release it");
        } else if (entry.cancelPolicy() == CancelPolicy.NEVER) {
            refuse(draft, command, "the migration was started, and its cancelPolicy is 'never'");
        } else if (entry.cancellation().isPresent()) {
            refuse(draft, command, "the deployment is being cancelled already");
        } else {
            Turn.stop(draft, entry.cancelledBy(new Cancellation(command.actor(), command.reason())), phase);
        }
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
                draft.lane(),
                command.deploymentId(),
                entry.attempt(),
                command.verdict(),
                command.actor(),
                command.reason(),
                draft.now()));
        switch (command.verdict()) {
            case SUCCEEDED -> Turn.succeed(draft, entry, LaneEvent.Outcome.SKIPPED, phase.secrets(), Optional.empty());
            case FAILED ->
                Turn.fail(
                        draft,
                        entry,
                        Failure.of(Failure.VERDICT, command.actor() + " took it for failed: " + command.reason()),
                        Optional.empty());
        }
    }

    private static Optional<Holder> held(Draft draft, LaneCommand command) {
        return draft.state().holder().filter(holder -> holder.entry().belongsTo(command.deploymentId()));
    }

    private static void refuse(Draft draft, LaneCommand command, String message) {
        draft.add(new LaneEffect.RefuseCommand(command.commandId(), command.deploymentId(), command.actor(), message));
    }
}
