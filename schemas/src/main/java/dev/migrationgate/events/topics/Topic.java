package dev.migrationgate.events.topics;

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

    /** Copies the sets. */
    public Topic {
        writers = Set.copyOf(writers);
        readers = Set.copyOf(readers);
    }

    /**
     * The broker settings that this row asks for; {@code gate topics check} names every difference from them.
     *
     * @param minInsyncReplicas replicas that must have a record before it is acknowledged
     * @return setting name to value, as the broker spells them
     */
    public Map<String, String> settings(int minInsyncReplicas) {
        String replicas = Integer.toString(minInsyncReplicas);
        return switch (retention) {
            case Retention.Compacted() ->
                Map.of("cleanup.policy", "compact", "min.insync.replicas", replicas, "max.message.bytes", MAX_BYTES);
            case Retention.Timed(var time) ->
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        Long.toString(time.toMillis()),
                        "min.insync.replicas",
                        replicas,
                        "max.message.bytes",
                        MAX_BYTES);
        };
    }

    /** Room for a request whose manifests carry much environment; 2 MiB. */
    private static final String MAX_BYTES = Integer.toString(2 * 1024 * 1024);
}
