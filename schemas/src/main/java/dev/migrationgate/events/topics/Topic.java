package dev.migrationgate.events.topics;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A row of the topic table.
 *
 * @param name the topic's name
 * @param key what its records are keyed by
 * @param writers who may write it, and nobody else
 * @param readers who may read it, and nobody else
 * @param retention how long records are kept
 */
public record Topic(String name, TopicKey key, Set<Principal> writers, Set<Principal> readers, Retention retention) {
    /** Room for a request whose manifests carry much environment; 2 MiB. */
    private static final int MAX_REQUEST_BYTES = 2 * 1024 * 1024;

    /** An event that holds a request again, or a dead letter with its reason, is larger than what it came from: 1 MiB. */
    private static final int ROOM_FOR_WHAT_IS_SAID_OF_IT = 1024 * 1024;

    /** The longest value of a record that ingest may write; the rest of 2 MiB is for key and headers. */
    public static final int MAX_VALUE_BYTES = MAX_REQUEST_BYTES - 64 * 1024;

    /** The longest value of a dead letter that ingest may write: what the topics take that come from outside; its producer takes 1 MiB more. */
    public static final int MAX_LETTER_BYTES = MAX_REQUEST_BYTES;

    /** Copies the sets. */
    public Topic {
        writers = Set.copyOf(writers);
        readers = Set.copyOf(readers);
    }

    /**
     * The broker settings that this row asks for; {@code gate topics check} names every difference from them.
     *
     * @param minInsyncReplicas replicas that must have a record before it is acknowledged; -1: the broker's default
     * @return setting name to value, as the broker spells them
     */
    public Map<String, String> settings(int minInsyncReplicas) {
        Map<String, String> settings = new HashMap<>();
        settings.put("max.message.bytes", maxBytes());
        if (minInsyncReplicas > 0) {
            settings.put("min.insync.replicas", Integer.toString(minInsyncReplicas));
        }
        switch (retention) {
            case Retention.Compacted() -> settings.put("cleanup.policy", "compact");
            case Retention.Timed(var time) -> {
                settings.put("cleanup.policy", "delete");
                settings.put("retention.ms", Long.toString(time.toMillis()));
            }
        }
        return settings;
    }

    private String maxBytes() {
        boolean fromOutside = writers.equals(Set.of(Principal.INGEST));
        int inside = MAX_REQUEST_BYTES + ROOM_FOR_WHAT_IS_SAID_OF_IT;
        // A dead letter may be as long as whatever another topic takes, and has its reason and origin besides.
        int letter = inside + ROOM_FOR_WHAT_IS_SAID_OF_IT;
        return Integer.toString(key == TopicKey.ORIGINAL ? letter : fromOutside ? MAX_REQUEST_BYTES : inside);
    }
}
