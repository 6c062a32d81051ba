package dev.migrationgate.runner.lane;

import java.util.List;
import java.util.Optional;

/** Who waits for the lane: first come, first served, except for those that a newer request makes needless. */
final class Queue {
    private Queue() {}

    private static final String COVERED =
            "it still waited when a newer request came whose manifest says 'supersede: true'";
    private static final String OUTRUN = "the migration of a deployment that was requested later has succeeded already";

    /** A request joins at the end; what it supersedes ends here. */
    static void join(Draft draft, Entry entry) {
        if (!draft.makeRoom(entry)) {
            draft.add(new LaneEvent.Failed(
                    draft.lane(), entry, false, full(draft, entry), Optional.empty(), draft.now()));
            return;
        }
        boolean supersedes = entry.request().migration().stream().anyMatch(Migration::supersede);
        if (supersedes) {
            String application = entry.request().applicationId();
            List<Entry> older = draft.state().waiting().stream()
                    .filter(waiting -> waiting.request().applicationId().equals(application))
                    .filter(waiting -> !waiting.request()
                            .requestedAt()
                            .isAfter(entry.request().requestedAt()))
                    .toList();
            older.forEach(waiting -> supersede(draft, waiting, entry.request().deploymentId(), COVERED));
        }
        draft.enqueue(entry);
    }

    private static Failure full(Draft draft, Entry entry) {
        if (entry.request().keptBytes() > LaneRules.LARGEST_REQUEST) {
            return Failure.of(
                    Failure.QUEUE_FULL,
                    "the lane would keep the request as " + entry.request().keptBytes() + " bytes, and "
                            + LaneRules.LARGEST_REQUEST + " fit; shorten the variables of its migration's container");
        }
        String message = draft.state().waiting().size()
                + " deployments wait in the lane, and with another their requests" + " would be more than "
                + LaneRules.KEPT_BYTES + " bytes; deploy again once some of them have ended";
        return Failure.of(Failure.QUEUE_FULL, message);
    }

    /** The next one's turn has come; a migration older than one that has succeeded came too late, and ends here. */
    static void next(Draft draft) {
        Entry next = draft.state().waiting().getFirst();
        // Where either has no migration there is no order to keep: the deployer knows what serves.
        Optional<Past.Migrated> younger =
                next.request().migration().flatMap(_ -> draft.state().migratedAfter(next.request()));
        if (younger.isPresent()) {
            supersede(draft, next, younger.get().deploymentId(), OUTRUN);
        } else {
            draft.unqueue(next);
            Turn.begin(draft, next, Tries.UNDER_WAY);
        }
    }

    private static void supersede(Draft draft, Entry older, String newer, String reason) {
        draft.unqueue(older);
        draft.add(new LaneEvent.Superseded(draft.lane(), older, newer, reason, draft.now()));
    }
}
