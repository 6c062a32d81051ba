package dev.migrationgate.ledger.store;

import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Recorded;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.ledger.view.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Records that are taken in together: all of them are in the store, or none is. Of one thread. */
public final class Writing {
    private final LedgerStore store;
    private final Map<Coordinates, StoredEvent> events = new LinkedHashMap<>();
    private final Map<String, List<Recorded>> facts = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    Writing(LedgerStore store) {
        this.store = store;
    }

    /** Takes in a record that tells nothing of a deployment, or cannot be read. */
    public void add(Coordinates place, StoredEvent event) {
        events.put(place, event);
    }

    /** Takes in a record that tells something of a deployment. */
    public void add(Coordinates place, StoredEvent event, String deployment, Recorded fact) {
        add(place, event);
        facts.computeIfAbsent(deployment, _ -> new ArrayList<>()).add(fact);
    }

    /** Says how far a partition is read: the next offset. */
    public void position(TopicPartition partition, long next) {
        positions.put(partition, next);
    }

    /**
     * Writes all of it.
     *
     * @return the deployments that changed, as they are now, by id
     * @throws StoreException it cannot be written; nothing is
     */
    public Map<String, Deployment> commit() {
        var changed = new HashMap<String, Deployment>();
        try (var batch = new WriteBatch()) {
            for (var event : events.entrySet()) {
                put(
                        batch,
                        Table.EVENTS,
                        Places.encode(event.getKey()),
                        event.getValue().encode());
            }
            for (var each : facts.entrySet()) {
                take(batch, each.getKey(), each.getValue()).ifPresent(now -> changed.put(each.getKey(), now));
            }
            for (var each : positions.entrySet()) {
                var partition =
                        new Coordinates(each.getKey().topic(), each.getKey().partition(), 0);
                put(batch, Table.POSITIONS, Places.encode(partition), Places.offset(each.getValue()));
            }
            store.write(batch);
        } catch (RocksDBException e) {
            throw new StoreException("putting a batch together", e);
        }
        return changed;
    }

    private Optional<Deployment> take(WriteBatch batch, String id, List<Recorded> more) throws RocksDBException {
        History before = store.history(id);
        History after = before.with(more);
        put(batch, Table.DEPLOYMENTS, Keys.bytes(id), FactList.encode(after.facts()));
        Optional<Deployment> now = after.deployment();
        Set<String> old = before.deployment().map(Keys::of).orElse(Set.of());
        Set<String> keys = now.map(Keys::of).orElse(Set.of());
        for (String key : old) {
            if (!keys.contains(key)) {
                batch.delete(store.database().column(Table.KEYS), Keys.bytes(key));
            }
        }
        for (String key : keys) {
            if (!old.contains(key)) {
                put(batch, Table.KEYS, Keys.bytes(key), new byte[0]);
            }
        }
        return now;
    }

    private void put(WriteBatch batch, Table table, byte[] key, byte[] value) throws RocksDBException {
        batch.put(store.database().column(table), key, value);
    }
}
