package dev.migrationgate.events.topics;

/** What a topic's records are keyed by. */
public enum TopicKey {
    /** The manifest's id. */
    MANIFEST,
    /** The lane's id: all that must happen in order on one database. */
    LANE,
    /** The application's id. */
    APPLICATION,
    /** A block of a partition: topic/partition/first offset. */
    BLOCK,
    /** A chain of CDEvents: what follows from one merge, or from one request. */
    CHAIN,
    /** The key of the record that could not be read. */
    ORIGINAL
}
