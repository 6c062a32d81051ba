package dev.migrationgate.emulator.pubsub;

import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import dev.migrationgate.emulator.store.ResourceStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * The messages of one subscription that nobody acknowledged yet. Whoever takes one has it until a deadline; then, or when it is given
 * back, somebody takes it again. Messages and how often they were taken are on disk; deadlines are not, so a start gives
 * everything out anew. Safe for several threads.
 */
final class Backlog {
    /** How many there may be: a subscription that nobody reads must not fill the disk. */
    static final int MOST = 100_000;

    private final String subscription;
    private final ResourceStore<ReceivedMessage> store;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Leases leases = new Leases();

    private boolean open = true;

    Backlog(String subscription, ResourceStore<ReceivedMessage> store, Clock clock) {
        this.subscription = subscription;
        this.store = store;
        this.clock = clock;
        store.under(subscription + "/messages/")
                .forEach(kept -> waiting.add(kept.getMessage().getMessageId()));
    }

    /** Keeps a message; false, and no change, if there are too many. */
    boolean add(PubsubMessage message) {
        lock.lock();
        try {
            if (waiting.size() + leases.count() >= MOST) {
                return false;
            }
            ReceivedMessage kept =
                    ReceivedMessage.newBuilder().setMessage(message).build();
            if (store.create(name(message.getMessageId()), kept)) {
                waiting.add(message.getMessageId());
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what waits, oldest first.
     *
     * @param most how many, asked again at every change; 0: none for now, less: none any more
     * @param deadline how long the taker has them
     * @param patience how long to wait for a first one
     * @return nothing if none came in time, none is wanted any more, or the backlog was closed
     * @throws InterruptedException while it waited
     */
    List<ReceivedMessage> take(IntSupplier most, Duration deadline, Duration patience) throws InterruptedException {
        Instant end = clock.instant().plus(patience);
        lock.lockInterruptibly();
        try {
            while (open) {
                expire();
                int room = most.getAsInt();
                if (room < 0) {
                    return List.of();
                }
                if (room > 0 && !waiting.isEmpty()) {
                    return lease(room, deadline);
                }
                Instant next = leases.firstBefore(end).orElse(end);
                long left = Duration.between(clock.instant(), next).toNanos();
                if (left <= 0 && next.equals(end)) {
                    return List.of();
                }
                changed.await(Math.max(left, 1), TimeUnit.NANOSECONDS);
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<ReceivedMessage> lease(int room, Duration deadline) {
        Instant until = clock.instant().plus(deadline);
        List<ReceivedMessage> taken = new ArrayList<>();
        while (taken.size() < room && !waiting.isEmpty()) {
            String id = waiting.remove();
            store.update(name(id), kept -> delivered(id, kept)).ifPresent(delivery -> {
                leases.give(delivery.getAckId(), id, until);
                taken.add(delivery);
            });
        }
        return taken;
    }

    private static ReceivedMessage delivered(String id, ReceivedMessage kept) {
        int attempt = kept.getDeliveryAttempt() + 1;
        return kept.toBuilder()
                .setDeliveryAttempt(attempt)
                .setAckId(id + "-" + attempt)
                .build();
    }

    /** Deletes the messages; an id whose deadline has passed is without effect, since somebody else may have the message. */
    void acknowledge(Collection<String> ackIds) {
        change(() -> {
            expire();
            ackIds.forEach(ackId -> leases.end(ackId).ifPresent(message -> store.remove(name(message))));
        });
    }

    /** Gives the taker of a message that much time from now; zero gives the message back. */
    void extend(String ackId, Duration deadline) {
        change(() -> {
            expire();
            leases.extend(ackId, clock.instant().plus(deadline));
        });
    }

    /** How many of these deliveries their taker still has; changes nothing, so it may be asked while somebody waits. */
    int held(Collection<String> ackIds) {
        lock.lock();
        try {
            return Math.toIntExact(ackIds.stream().filter(leases::holds).count());
        } finally {
            lock.unlock();
        }
    }

    /** Lets whoever waits look again. */
    void wake() {
        change(() -> {});
    }

    /** Whether it gives nothing out any more. */
    boolean closed() {
        lock.lock();
        try {
            return !open;
        } finally {
            lock.unlock();
        }
    }

    /** Gives nothing out any more. */
    void close() {
        change(() -> open = false);
    }

    /** Closes it and deletes its messages. */
    void delete() {
        close();
        store.under(subscription + "/messages/")
                .forEach(kept -> store.remove(name(kept.getMessage().getMessageId())));
    }

    private void expire() {
        waiting.addAll(leases.expire(clock.instant()));
    }

    private void change(Runnable work) {
        lock.lock();
        try {
            work.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private String name(String message) {
        return subscription + "/messages/" + message;
    }
}
