package dev.migrationgate.emulator.pubsub;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who has which message until when; not for several threads. */
final class Leases {
    private final Map<String, Lease> byAckId = new HashMap<>();

    private record Lease(String message, Instant until) {}

    void give(String ackId, String message, Instant until) {
        byAckId.put(ackId, new Lease(message, until));
    }

    /** Ends one; empty if there is none of that id. */
    Optional<String> end(String ackId) {
        return Optional.ofNullable(byAckId.remove(ackId)).map(Lease::message);
    }

    void extend(String ackId, Instant until) {
        byAckId.computeIfPresent(ackId, (_, lease) -> new Lease(lease.message(), until));
    }

    boolean holds(String ackId) {
        return byAckId.containsKey(ackId);
    }

    int count() {
        return byAckId.size();
    }

    /** When the first of them ends, if that is before a moment. */
    Optional<Instant> firstBefore(Instant end) {
        return byAckId.values().stream()
                .map(Lease::until)
                .filter(until -> until.isBefore(end))
                .min(Instant::compareTo);
    }

    /** Ends those whose time is over, and gives back their messages. */
    List<String> expire(Instant now) {
        List<String> late = byAckId.entrySet().stream()
                .filter(lease -> !lease.getValue().until().isAfter(now))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return late.stream().flatMap(ackId -> end(ackId).stream()).toList();
    }
}
