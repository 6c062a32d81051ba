package dev.migrationgate.ledger.store;

import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/** A walk over keys in order, as they were at one time. Of one thread. */
final class Walk implements AutoCloseable {
    private final Slice bound;
    private final ReadOptions reading = new ReadOptions();
    private final RocksIterator iterator;

    /**
     * Begins.
     *
     * @param when as the keys were then
     * @param end the first key that is no longer of it, for without an end it would go on over all that was deleted behind; no bytes: it
     *     goes to the last key
     * @param from where to begin
     */
    Walk(RocksDB rocks, ColumnFamilyHandle column, Snapshot when, byte[] end, byte[] from) {
        this.bound = new Slice(end);
        reading.setSnapshot(when);
        if (end.length > 0) {
            reading.setIterateUpperBound(bound);
        }
        this.iterator = rocks.newIterator(column, reading);
        iterator.seek(from);
    }

    /** Whether it stands at a key. @throws StoreException it cannot be read */
    boolean isValid() {
        if (iterator.isValid()) {
            return true;
        }
        try {
            iterator.status();
            return false;
        } catch (RocksDBException e) {
            throw new StoreException("reading", e);
        }
    }

    byte[] key() {
        return iterator.key();
    }

    byte[] value() {
        return iterator.value();
    }

    void next() {
        iterator.next();
    }

    @Override
    public void close() {
        iterator.close();
        reading.close();
        bound.close();
    }
}
