package dev.migrationgate.ledger.stream;

import dev.migrationgate.ledger.reading.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody who hears what changes. One that does not keep up is let go; it can come again with its mark. */
public final class Listener implements AutoCloseable {
    /** Some seconds of much; each holds a deployment and its event, some KiB. */
    private static final int MOST = 2_000;

    private final Listeners all;
    private final BlockingQueue<Change> waiting = new LinkedBlockingQueue<>(MOST);
    private final Optional<ReadMark> from;
    private final ReadMark begun;
    private volatile boolean overrun;
    private ReadMark heard;

    /**
     * Has heard of nothing.
     *
     * @param from its mark; empty: it came with one that cannot be read
     * @param begun how far was read before it came
     */
    Listener(Listeners all, Optional<ReadMark> from, ReadMark begun) {
        this.all = all;
        this.from = from;
        this.begun = begun;
        this.heard = from.orElse(begun);
    }

    void tell(List<Change> changes) {
        for (Change change : changes) {
            if (!waiting.offer(change)) {
                overrun = true;
                return;
            }
        }
    }

    /** Whether it has missed something, and so has to end. */
    public boolean overrun() {
        return overrun;
    }

    /**
     * What happened between the mark that it came with and its coming, the oldest first.
     *
     * @return empty: nobody can tell, or it is too much; it has to begin anew
     */
    public Optional<List<Change>> missed() {
        return from.flatMap(all::since);
    }

    /** Says that it knows what was recorded before it came. @return the mark with which it goes on after that */
    public String anew() {
        heard = begun;
        return heard.toString();
    }

    /**
     * The next change that it has not heard of.
     *
     * @return empty: none came within the time
     */
    public Optional<Change> next(Duration limit) throws InterruptedException {
        Change next = waiting.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.ofNullable(next).filter(each -> !heard.covers(each.place()));
    }

    /** The mark with which it goes on after all that it has heard of. */
    public String position() {
        return heard.toString();
    }

    /** Says that it has heard of a change. @return the mark with which it goes on after it */
    public String mark(Change change) {
        heard = heard.with(change.place());
        return heard.toString();
    }

    @Override
    public void close() {
        all.remove(this);
    }
}
