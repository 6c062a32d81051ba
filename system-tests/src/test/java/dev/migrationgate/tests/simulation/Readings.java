package dev.migrationgate.tests.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is read of resources. A reading may be some seconds old, as with Cloud Run, where a list or a look that follows a write at
 * once need not show it: what was just created is missing then, what was just deleted is still there.
 */
final class Readings<T> {
    private static final Duration OLDEST = Duration.ofSeconds(10);
    private static final int STALE_PER_MILLE = 60;

    private final Map<String, T> present;
    private final Chance chance;
    private final Supplier<Instant> now;
    private final Map<String, Deque<Past<T>>> past = new HashMap<>();

    /**
     * Readings of what is kept elsewhere.
     *
     * @param present the truth; {@link #changes} is told before each of its changes
     */
    Readings(Map<String, T> present, Chance chance, Supplier<Instant> now) {
        this.present = present;
        this.chance = chance;
        this.now = now;
    }

    /** How a resource was, empty where it was missing, until it changed. */
    private record Past<T>(Optional<T> value, Instant until) {}

    /** The resource is about to be created, changed or deleted. */
    void changes(String name) {
        Deque<Past<T>> known = past.computeIfAbsent(name, _ -> new ArrayDeque<>());
        known.removeIf(each -> each.until().isBefore(now.get().minus(OLDEST)));
        known.add(new Past<>(Optional.ofNullable(present.get(name)), now.get()));
    }

    /** The resource as it is, or at times as it was a few seconds ago. */
    Optional<T> read(String name) {
        Optional<T> truth = Optional.ofNullable(present.get(name));
        if (!past.containsKey(name) || !chance.fault(STALE_PER_MILLE)) {
            return truth;
        }
        Instant asOf = now.get().minusMillis(chance.below((int) OLDEST.toMillis()));
        return past.getOrDefault(name, new ArrayDeque<>()).stream()
                .filter(each -> each.until().isAfter(asOf))
                .findFirst()
                .map(Past::value)
                .orElse(truth);
    }
}
