package dev.migrationgate.ledger.store;

import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.ledger.view.History;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * All that was read, on the disk of this instance. A batch of records is written as one, together with how far each partition was
 * read: after a crash it goes on from there. Deleted, it is made anew of the topics. One thread writes, any may read.
 */
public final class LedgerStore implements AutoCloseable {
    private final Database database;

    private LedgerStore(Database database) {
        this.database = database;
    }

    /**
     * Opens it, and makes it where it is missing.
     *
     * @param folder its own
     * @throws StoreException the folder cannot be used, or another process uses it
     */
    public static LedgerStore open(Path folder) {
        return new LedgerStore(Database.open(folder));
    }

    /** How far each partition was read: the next offset. */
    public Map<TopicPartition, Long> positions() {
        var positions = new HashMap<TopicPartition, Long>();
        scan(Table.POSITIONS, new byte[0], (key, value) -> {
            Coordinates next = Places.decode(key);
            positions.put(new TopicPartition(next.topic(), next.partition()), Places.offset(value));
            return true;
        });
        return positions;
    }

    /** The history of a deployment, which is empty where nothing was read of it. */
    public History history(String deployment) {
        return History.of(
                deployment,
                get(Table.DEPLOYMENTS, Keys.bytes(deployment))
                        .map(FactList::decode)
                        .orElse(List.of()));
    }

    /** A deployment; empty where its request was not read. */
    public Optional<Deployment> deployment(String id) {
        return history(id).deployment();
    }

    /** An event; empty where it was not read. */
    public Optional<StoredEvent> event(Coordinates place) {
        return get(Table.EVENTS, Places.encode(place)).map(StoredEvent::decode);
    }

    /**
     * The events of a partition from an offset on, in order.
     *
     * @param visit told of each; answers whether to go on
     */
    public void events(Coordinates from, EventVisit visit) {
        byte[] prefix = Places.partition(from);
        scan(
                Table.EVENTS,
                prefix,
                Places.encode(from),
                (key, value) -> visit.visit(Places.decode(key), StoredEvent.decode(value)));
    }

    /** Sees events. */
    @FunctionalInterface
    public interface EventVisit {
        /** Sees one. @return whether to go on */
        boolean visit(Coordinates place, StoredEvent event);
    }

    /**
     * Walks over the keys of a dimension.
     *
     * @param value what they are of; a beginning of it where {@code beginning}
     * @param after the key to begin behind; empty: at the first
     * @param visit told of each key; answers whether to go on
     */
    public void keys(Dimension dimension, String value, boolean beginning, String after, Predicate<String> visit) {
        String whole = Keys.prefix(dimension, value);
        byte[] prefix = Keys.bytes(beginning ? whole.substring(0, whole.length() - 1) : whole);
        byte[] from = after.isEmpty() ? prefix : Keys.bytes(after + Keys.END);
        if (!begins(from, prefix)) {
            throw new IllegalArgumentException("that place is in another list");
        }
        scan(Table.KEYS, prefix, from, (key, _) -> visit.test(Keys.text(key)));
    }

    /**
     * Walks over the keys of several values at once, in the order of time.
     *
     * @param dimension one that has the newest first
     * @param after a key of any of the values to begin behind; empty: at the first
     * @param visit told of each key; answers whether to go on
     */
    public void keys(Dimension dimension, Collection<String> values, String after, Predicate<String> visit) {
        String place = after.isEmpty() ? "" : Keys.rest(after) + Keys.END;
        if (!after.isEmpty() && values.stream().noneMatch(each -> after.startsWith(Keys.prefix(dimension, each)))) {
            throw new IllegalArgumentException("that place is in another list");
        }
        // As of one moment: what goes over from one value to another meanwhile is neither missed nor there twice.
        database.at(now -> {
            List<Walk> walks = new ArrayList<>();
            try {
                for (String value : values) {
                    byte[] prefix = Keys.bytes(Keys.prefix(dimension, value));
                    byte[] from = Keys.bytes(Keys.prefix(dimension, value) + place);
                    walks.add(database.walk(Table.KEYS, now, prefix, from));
                }
                merge(walks, visit);
            } finally {
                walks.forEach(Walk::close);
            }
        });
    }

    private static void merge(List<Walk> walks, Predicate<String> visit) {
        Optional<Walk> next = newest(walks);
        while (next.isPresent() && visit.test(Keys.text(next.get().key()))) {
            next.get().next();
            next = newest(walks);
        }
    }

    private static Optional<Walk> newest(List<Walk> walks) {
        return walks.stream().filter(Walk::isValid).min(Comparator.comparing(each -> Keys.rest(Keys.text(each.key()))));
    }

    /** The values of a dimension, each once, in order, behind one. */
    public List<String> values(Dimension dimension, String beginning, String after, int most) {
        var values = new ArrayList<String>();
        String prefix = Keys.begin(dimension);
        byte[] from = after.isEmpty() ? Keys.bytes(prefix + beginning) : Keys.bytes(prefix + after + (char) 1);
        try (RocksIterator each = database.iterator(Table.KEYS)) {
            each.seek(from);
            while (each.isValid() && values.size() < most) {
                String key = Keys.text(each.key());
                if (!key.startsWith(prefix + beginning)) {
                    break;
                }
                values.add(Keys.value(key));
                each.seek(Keys.bytes(prefix + values.getLast() + (char) 1));
            }
        }
        return values;
    }

    /**
     * Whether the deployment that a key leads to is found by another value, too; this takes a fraction of what reading the deployment does.
     *
     * @param key of a dimension that has the newest first
     * @param dimension one that has the newest first
     */
    public boolean isUnder(String key, Dimension dimension, String value) {
        String other = Keys.prefix(dimension, value.replace(Keys.END, ' ')) + Keys.order(key) + Keys.END + Keys.id(key);
        return get(Table.KEYS, Keys.bytes(other)).isPresent();
    }

    /** The deployments that keys end with. */
    public static String idOf(String key) {
        return Keys.id(key);
    }

    /** The value in a key. */
    public static String valueOf(String key) {
        return Keys.value(key);
    }

    /** The key of a deployment in a dimension that has the newest first. */
    public static String keyOf(Dimension dimension, String value, Instant requestedAt, String id) {
        return Keys.prefix(dimension, value) + Keys.newestFirst(requestedAt) + Keys.END + id;
    }

    /** A key behind all of what was requested at a time or later, of a dimension that has the newest first. */
    public static String keyBehind(Dimension dimension, String value, Instant time) {
        // What is newer sorts before; a character above every digit and below nothing that an id begins with.
        return Keys.prefix(dimension, value) + Keys.newestFirst(time) + "\u007f";
    }

    /** Whether what a key of a dimension with the newest first leads to was requested before a time. */
    public static boolean isOlder(String key, Instant time) {
        return Keys.order(key).compareTo(Keys.newestFirst(time)) > 0;
    }

    /** Keeps a checkpoint of the block that begins at a place, instead of the one before. */
    public void keepCheckpoint(Coordinates block, String checkpoint) {
        database.put(Table.CHECKPOINTS, Places.encode(block), checkpoint.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The checkpoints of a partition, in order.
     *
     * @param visit told of each; answers whether to go on
     */
    public void checkpoints(TopicPartition partition, Predicate<String> visit) {
        byte[] prefix = Places.partition(new Coordinates(partition.topic(), partition.partition(), 0));
        scan(Table.CHECKPOINTS, prefix, (_, value) -> visit.test(new String(value, StandardCharsets.UTF_8)));
    }

    /**
     * The newest checkpoints of a partition, the newest first.
     *
     * @param most how many
     */
    public List<String> newestCheckpoints(TopicPartition partition, int most) {
        var found = new ArrayList<String>();
        byte[] prefix = Places.partition(new Coordinates(partition.topic(), partition.partition(), 0));
        try (RocksIterator each = database.iterator(Table.CHECKPOINTS)) {
            each.seekForPrev(Places.encode(new Coordinates(partition.topic(), partition.partition(), Long.MAX_VALUE)));
            while (each.isValid() && begins(each.key(), prefix) && found.size() < most) {
                found.add(new String(each.value(), StandardCharsets.UTF_8));
                each.prev();
            }
        }
        return found;
    }

    /** Begins a batch. */
    public Writing begin() {
        return new Writing(this);
    }

    Database database() {
        return database;
    }

    void write(WriteBatch batch) {
        database.write(batch);
    }

    private static boolean begins(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    private Optional<byte[]> get(Table table, byte[] key) {
        return database.get(table, key);
    }

    private void scan(Table table, byte[] prefix, Database.Visit visit) {
        scan(table, prefix, prefix, visit);
    }

    private void scan(Table table, byte[] prefix, byte[] from, Database.Visit visit) {
        database.scan(table, prefix, from, visit);
    }

    /** A digest of everything but how far was read; the same for every ledger that read the same. */
    public String digest() {
        return Fingerprint.of(database, List.of(Table.EVENTS, Table.DEPLOYMENTS, Table.KEYS));
    }

    /** Writes what is in memory to the disk. */
    @Override
    public void close() {
        database.close();
    }
}
