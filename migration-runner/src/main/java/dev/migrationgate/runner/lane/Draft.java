package dev.migrationgate.runner.lane;

import dev.migrationgate.host.Decision;
import dev.migrationgate.runner.lane.LaneState.Holder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decision while it is being made. Lives for one step. */
final class Draft {
    private final LaneRules rules;
    private final Instant now;
    private final List<LaneEvent> events = new ArrayList<>();
    private final List<LaneEffect> effects = new ArrayList<>();
    private LaneState state;

    Draft(LaneState state, LaneRules rules, Instant now) {
        this.state = state;
        this.rules = rules;
        this.now = now;
    }

    LaneState state() {
        return state;
    }

    LaneRules rules() {
        return rules;
    }

    Instant now() {
        return now;
    }

    String lane() {
        return state.lane();
    }

    long epoch() {
        return state.epoch();
    }

    void become(LaneState changed) {
        state = changed;
    }

    void add(LaneEvent event) {
        events.add(event);
    }

    void add(LaneEffect effect) {
        effects.add(effect);
    }

    /** An attempt takes the lane: what was done for earlier ones counts no more. */
    void take() {
        state = state.inNextEpoch(now);
    }

    /** The attempt holds the lane in this phase from now on; asks for the effects of the phase. */
    void enter(Entry entry, Phase phase) {
        state = state.with(Optional.of(new Holder(entry, phase)));
        effects.addAll(Effects.of(entry, state.epoch(), phase));
    }

    /** The attempt holds the lane in this phase; its effects are under way or not due yet. */
    void stay(Entry entry, Phase phase) {
        state = state.with(Optional.of(new Holder(entry, phase)));
    }

    void enqueue(Entry entry) {
        List<Entry> waiting = new ArrayList<>(state.waiting());
        waiting.add(entry);
        state = state.withWaiting(waiting);
    }

    void unqueue(Entry entry) {
        state = state.withWaiting(state.waiting().stream()
                .filter(waiting -> !waiting.equals(entry))
                .toList());
    }

    /** Nobody holds the lane. */
    void free() {
        state = state.with(Optional.empty());
    }

    /** The attempt failed; it is kept for a retry, as one of the last. */
    void fail(Entry entry, boolean started, Failure failure, Optional<Evidence> evidence) {
        List<Entry> failed = new ArrayList<>(state.failed());
        failed.add(entry);
        int surplus = Math.max(0, failed.size() - LaneRules.KEPT_FAILURES);
        state = state.withFailed(failed.subList(surplus, failed.size()));
        forgetFailures(0, 1);
        add(new LaneEvent.Failed(lane(), entry, started, failure, evidence, now));
    }

    /** Whether the lane can keep one more; those that failed longest ago give way. */
    boolean makeRoom(Entry entry) {
        long more = entry.request().keptBytes();
        forgetFailures(more, 0);
        return more <= LaneRules.LARGEST_REQUEST
                && (state.waiting().isEmpty() || state.keptBytes() + more <= LaneRules.KEPT_BYTES);
    }

    /** The last ones stay in any case: whoever asks for another attempt of what has just failed shall have it. */
    private void forgetFailures(long more, int last) {
        while (state.keptBytes() + more > LaneRules.KEPT_BYTES && state.failed().size() > last) {
            state = state.withFailed(state.failed().subList(1, state.failed().size()));
        }
    }

    /** Lets the next ones go ahead, until one needs time. */
    void advance() {
        while (state.holder().isEmpty() && !state.waiting().isEmpty()) {
            Queue.next(this);
        }
    }

    Decision<LaneState, LaneEvent, LaneEffect> decision() {
        return new Decision<>(state, events, effects);
    }
}
