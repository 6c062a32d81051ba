package dev.migrationgate.quickstart.chaos.audit;

import org.apache.avro.specific.SpecificRecord;

/**
 * An event as it stands in its topic.
 *
 * @param partition the topic's partition
 * @param offset in the partition
 * @param event itself
 */
public record Written(int partition, long offset, SpecificRecord event) {}
