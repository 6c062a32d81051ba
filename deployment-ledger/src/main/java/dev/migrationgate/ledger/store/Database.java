package dev.migrationgate.ledger.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.FlushOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.SstFileManager;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB with our tables. There is no write-ahead log: what a crash takes from memory is read from Kafka again, and the tables are
 * flushed as one, so that they always belong together.
 */
final class Database implements AutoCloseable {
    private static final long CACHE_BYTES = 64L << 20;
    private static final long BUFFER_BYTES = 64L << 20;
    /**
     * How many buffers of events are on the disk side by side before they are merged. Events are by far the most, and are written once and
     * seldom read: while a ledger is built anew, merging them as often as the rest took most of a processor.
     */
    private static final int RUNS = 16;

    private static final byte GREATEST = (byte) 0xff;

    private static final int BLOOM_BITS = 10;
    private static final int BLOCK_BYTES = 16 << 10;

    private final RocksDB rocks;
    private final Map<Table, ColumnFamilyHandle> columns;
    private final List<AbstractNativeReference> options;
    private final WriteOptions writing = new WriteOptions().setDisableWAL(true);
    private boolean closed;

    private Database(RocksDB rocks, Map<Table, ColumnFamilyHandle> columns, List<AbstractNativeReference> options) {
        this.rocks = rocks;
        this.columns = columns;
        this.options = options;
    }

    static Database open(Path folder) {
        RocksDB.loadLibrary();
        var options = new ArrayList<AbstractNativeReference>();
        try {
            StoreFormat.ensure(folder);
            // With it, RocksDB looks again and again whether a full disk has room, and goes on by itself.
            var files = new SstFileManager(Env.getDefault());
            options.add(files);
            DBOptions database = new DBOptions()
                    .setSstFileManager(files)
                    .setCreateIfMissing(true)
                    .setCreateMissingColumnFamilies(true)
                    .setAtomicFlush(true)
                    .setMaxBackgroundJobs(2)
                    .setKeepLogFileNum(2);
            options.add(database);
            ColumnFamilyOptions column = column(options);
            ColumnFamilyOptions written = column(options)
                    .setLevel0FileNumCompactionTrigger(RUNS)
                    .setLevel0SlowdownWritesTrigger(3 * RUNS)
                    .setLevel0StopWritesTrigger(4 * RUNS)
                    .setMaxBytesForLevelBase(RUNS * BUFFER_BYTES);
            List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
            descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, column));
            for (Table table : Table.values()) {
                descriptors.add(new ColumnFamilyDescriptor(
                        table.column().getBytes(StandardCharsets.US_ASCII), table == Table.EVENTS ? written : column));
            }
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            RocksDB rocks = RocksDB.open(database, folder.toString(), descriptors, handles);
            var columns = new EnumMap<Table, ColumnFamilyHandle>(Table.class);
            Iterator<ColumnFamilyHandle> handle = handles.iterator();
            options.add(handle.next());
            for (Table table : Table.values()) {
                columns.put(table, handle.next());
            }
            return new Database(rocks, columns, options);
        } catch (IOException | RocksDBException e) {
            options.reversed().forEach(AbstractNativeReference::close);
            throw new StoreException("cannot open the ledger's store in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static ColumnFamilyOptions column(List<AbstractNativeReference> options) {
        var cache = new LRUCache(CACHE_BYTES);
        var bloom = new BloomFilter(BLOOM_BITS);
        var column = new ColumnFamilyOptions()
                .setWriteBufferSize(BUFFER_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(BLOCK_BYTES)
                        .setFilterPolicy(bloom));
        options.addAll(List.of(cache, bloom, column));
        return column;
    }

    ColumnFamilyHandle column(Table table) {
        return columns.getOrDefault(table, rocks.getDefaultColumnFamily());
    }

    Optional<byte[]> get(Table table, byte[] key) {
        try {
            return Optional.ofNullable(rocks.get(column(table), key));
        } catch (RocksDBException e) {
            throw new StoreException("reading " + table.column(), e);
        }
    }

    RocksIterator iterator(Table table) {
        return rocks.newIterator(column(table));
    }

    /** Sees what is in a table. */
    @FunctionalInterface
    interface Visit {
        /** Sees one entry. @return whether to go on */
        boolean visit(byte[] key, byte[] value);
    }

    /** Does something with a moment, which a walk may be as of. */
    void at(Consumer<Snapshot> work) {
        Snapshot now = rocks.getSnapshot();
        try {
            work.accept(now);
        } finally {
            rocks.releaseSnapshot(now);
        }
    }

    /** Begins a walk over the keys that begin with a prefix, from one of them on; to be closed. */
    Walk walk(Table table, Snapshot when, byte[] prefix, byte[] from) {
        return new Walk(rocks, column(table), when, behind(prefix), from);
    }

    /** Walks over the keys that begin with a prefix, from one of them on. */
    void scan(Table table, byte[] prefix, byte[] from, Visit visit) {
        at(now -> {
            try (Walk each = walk(table, now, prefix, from)) {
                while (each.isValid() && visit.visit(each.key(), each.value())) {
                    each.next();
                }
            }
        });
    }

    /** The first key behind all that begin with a prefix; nothing where there is none. */
    private static byte[] behind(byte[] prefix) {
        int length = prefix.length;
        while (length > 0 && prefix[length - 1] == GREATEST) {
            length--;
        }
        byte[] end = Arrays.copyOf(prefix, length);
        if (length > 0) {
            end[length - 1]++;
        }
        return end;
    }

    void put(Table table, byte[] key, byte[] value) {
        try {
            rocks.put(column(table), writing, key, value);
        } catch (RocksDBException e) {
            throw new StoreException("writing " + table.column() + ": " + e.getMessage(), e);
        }
    }

    void write(WriteBatch batch) {
        try {
            rocks.write(writing, batch);
        } catch (RocksDBException e) {
            throw new StoreException("writing a batch: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            rocks.flush(flush, new ArrayList<>(columns.values()));
        } catch (RocksDBException e) {
            throw new StoreException("writing the ledger's store to the disk", e);
        } finally {
            columns.values().forEach(ColumnFamilyHandle::close);
            options.removeLast().close();
            rocks.close();
            writing.close();
            options.reversed().forEach(AbstractNativeReference::close);
        }
    }
}
