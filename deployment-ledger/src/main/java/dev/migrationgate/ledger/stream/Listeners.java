package dev.migrationgate.ledger.stream;

import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.reading.Change;
import dev.migrationgate.ledger.reading.Changes;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.store.StoredEvent;
import dev.migrationgate.ledger.view.Deployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Everybody who hears what changes. Safe for several threads. */
public final class Listeners implements Changes {
    /** More is no news but history, for which there are lists. */
    private static final int MOST_MISSED = 5_000;

    private final LedgerStore store;
    private final Subjects subjects;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /**
     * Nobody yet.
     *
     * @param store what is recorded
     * @param subjects says which deployment an event is about
     */
    public Listeners(LedgerStore store, Subjects subjects) {
        this.store = store;
        this.subjects = subjects;
    }

    @Override
    public void tell(List<Change> changes) {
        listeners.forEach(each -> each.tell(changes));
    }

    /**
     * Somebody who listens from now on, or from a mark.
     *
     * @param mark of the event that was heard last; empty: from now on
     */
    public Listener add(String mark) {
        // Taken before it listens: what comes in between is told twice, and heard once.
        var now = new ReadMark(store.positions());
        var listener = new Listener(this, mark.isEmpty() ? Optional.of(now) : ReadMark.parse(mark), now);
        listeners.add(listener);
        return listener;
    }

    /** How many there are. */
    public int count() {
        return listeners.size();
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    /**
     * What was recorded after a mark, the oldest first.
     *
     * @return empty: it is too much. That is known before anything is read, so that no mark makes us hold more
     */
    Optional<List<Change>> since(ReadMark mark) {
        Map<TopicPartition, Long> ends = store.positions();
        // Offsets of transactions' ends count too, for which there is no event: rather somewhat too early than too
        // late.
        long behind = ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - mark.next().getOrDefault(end.getKey(), 0L)))
                .sum();
        if (behind > MOST_MISSED) {
            return Optional.empty();
        }
        var missed = new ArrayList<Change>();
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long from = mark.next().getOrDefault(end.getKey(), 0L);
            store.events(new Coordinates(end.getKey().topic(), end.getKey().partition(), from), (at, event) -> {
                // What is recorded meanwhile waits already for whoever listens.
                if (at.offset() >= end.getValue()) {
                    return false;
                }
                deployment(at, event).ifPresent(each -> missed.add(new Change(each, at, event)));
                return true;
            });
        }
        missed.sort(Comparator.comparingLong(each -> each.event().timestamp()));
        return Optional.of(missed);
    }

    private Optional<Deployment> deployment(Coordinates place, StoredEvent event) {
        try {
            return store.deployment(subjects.of(place.topic(), event.value()).deployment());
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }
}
