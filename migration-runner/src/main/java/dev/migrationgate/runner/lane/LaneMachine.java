package dev.migrationgate.runner.lane;

import dev.migrationgate.host.Decision;
import dev.migrationgate.host.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides a lane's life: at most one migration at a time, in the order requested, at most one execution per attempt, and what is
 * not known is not success. See {@link Phase} for the states. Safe for several threads.
 */
public final class LaneMachine implements Machine<LaneState, LaneInput, LaneEvent, LaneEffect> {
    private final LaneRules rules;

    /** A machine with these deadlines. */
    public LaneMachine(LaneRules rules) {
        this.rules = rules;
    }

    @Override
    public LaneState initial(String key) {
        return LaneState.empty(key);
    }

    @Override
    public Decision<LaneState, LaneEvent, LaneEffect> step(LaneState state, LaneInput input, Instant now) {
        Draft draft = new Draft(state, rules, now);
        switch (input) {
            case LaneInput.Requested requested -> request(draft, requested.request());
            case LaneCommand command -> command(draft, command);
            case LaneObservation observation -> Observations.handle(draft, observation);
            case LaneInput.JobDeleted deleted -> FinishedJobs.deleted(draft, deleted);
            case LaneInput.Tick _ -> Deadlines.tick(draft);
        }
        draft.advance();
        return draft.decision();
    }

    @Override
    public List<LaneEffect> unfinished(LaneState state) {
        return state.holder()
                .map(holder -> Effects.of(holder.entry(), state.epoch(), holder.phase()))
                .orElse(List.of());
    }

    @Override
    public Optional<Instant> wakeAt(LaneState state) {
        return Deadlines.next(state, rules);
    }

    @Override
    public LaneInput tick() {
        return new LaneInput.Tick();
    }

    private static void request(Draft draft, Request request) {
        String id = "deployment " + request.deploymentId();
        Seen seen = draft.state().seen();
        if (draft.state().has(request.deploymentId()) || seen.contains(id, request.requestedAt())) {
            return;
        }
        draft.become(draft.state().withSeen(seen.and(id, request.requestedAt())));
        Queue.join(draft, Entry.first(request, draft.now()));
    }

    private static void command(Draft draft, LaneCommand command) {
        // A person may give two wishes one key; each is answered. Earlier versions remembered the key alone.
        String key = "command " + command.commandId();
        String id = key + " " + command.getClass().getSimpleName() + " " + command.deploymentId();
        Seen seen = draft.state().seen();
        if (seen.contains(id, command.askedAt()) || seen.contains(key, command.askedAt())) {
            return;
        }
        draft.become(draft.state().withSeen(seen.and(id, command.askedAt())));
        Commands.handle(draft, command);
    }
}
