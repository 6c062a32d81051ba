package dev.migrationgate.host.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a machine is hosted.
 *
 * @param application Kafka Streams application id; also the consumer group and the prefix of internal topics
 * @param bootstrapServers brokers, {@code host:port} with commas
 * @param stateDirectory where the stores live; may be lost, the changelog restores it
 * @param instance static membership: a restart under the same name takes its partitions back at once; absent: dynamic
 * @param threads stream threads
 * @param replication replicas of internal topics; -1: the broker's default
 * @param commitInterval how long decisions wait to be committed together; effects run after it
 */
public record HostConfig(
        String application,
        String bootstrapServers,
        Path stateDirectory,
        Optional<String> instance,
        int threads,
        int replication,
        Duration commitInterval) {

    /** The measured sweet spot: success visible to a reader after 27 ms (p50), thousands of decisions a second. */
    public static final Duration COMMIT_INTERVAL = Duration.ofMillis(20);
}
