package dev.migrationgate.ledger.reading;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** How far the ledger is. Safe for several threads. */
public final class Progress {
    private final AtomicLong records = new AtomicLong();
    private volatile long left = -1;
    private volatile boolean complete;

    /** Records that were read since the start of this process. */
    public long records() {
        return records.get();
    }

    /** Whether everything was read once that was there when this process began. */
    public boolean complete() {
        return complete;
    }

    /** How many offsets there were still to read; 0 where that is not known yet, or where it is complete. */
    public long left() {
        return complete ? 0 : Math.max(0, left);
    }

    /** Says that not all is read yet. */
    public Optional<String> problem() {
        return complete
                ? Optional.empty()
                : Optional.of(
                        "%,d records are read since the start, and some %,d are left".formatted(records(), left()));
    }

    void read(int more) {
        records.addAndGet(more);
    }

    /** Once complete it stays so: what comes later is news, and no rebuild. */
    void left(long offsets) {
        left = offsets;
        if (offsets == 0) {
            complete = true;
        }
    }
}
