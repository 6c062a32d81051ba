package dev.migrationgate.runner.lane;

import java.util.List;

/** Who waits for the lane: first come, first served, except for those that a newer request makes needless. */
final class Queue {
    private Queue() {}

    /** A request joins at the end; what it supersedes ends here. */
    static void join(Draft draft, Entry entry) {
        boolean supersedes = entry.request().migration().stream().anyMatch(Migration::supersede);
        if (supersedes) {
            String application = entry.request().applicationId();
            List<Entry> older = draft.state().waiting().stream()
                    .filter(waiting -> waiting.request().applicationId().equals(application))
                    .toList();
            older.forEach(waiting -> supersede(draft, waiting, entry));
        }
        draft.enqueue(entry);
    }

    private static void supersede(Draft draft, Entry older, Entry newer) {
        draft.unqueue(older);
        draft.add(new LaneEvent.Superseded(draft.lane(), older, newer.request().deploymentId(), draft.now()));
    }
}
