package dev.migrationgate.host.streams;

import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.service.Variables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a machine is hosted.
 *
 * @param application Kafka Streams application id; also the consumer group and the prefix of internal topics
 * @param brokers which, and how to reach them
 * @param stateDirectory where the stores live; may be lost, the changelog restores it
 * @param instance static membership: a restart under the same name takes its partitions back at once; absent: dynamic
 * @param threads stream threads
 * @param replication replicas of internal topics; -1: the broker's default
 * @param commitInterval how long decisions wait to be committed together; effects run after it
 */
public record HostConfig(
        String application,
        Brokers brokers,
        Path stateDirectory,
        Optional<String> instance,
        int threads,
        int replication,
        Duration commitInterval) {

    /** The measured sweet spot: success visible to a reader after 27 ms (p50), thousands of decisions a second. */
    public static final Duration COMMIT_INTERVAL = Duration.ofMillis(20);

    private static final int MOST_THREADS = 64;

    /**
     * Reads what every service that hosts a machine is told in the same variables: {@code KAFKA_BOOTSTRAP_SERVERS}, which must
     * be set, {@code KAFKA_CONFIG_FILE}, {@code STATE_DIRECTORY}, {@code INSTANCE_ID}, {@code STREAM_THREADS} and {@code INTERNAL_REPLICATION}. Problems
     * are left with the variables, which the caller checks after everything else was read.
     *
     * @param application Kafka Streams application id; fixed, since offsets and stores hang on it
     * @param variables the service's
     */
    public static HostConfig from(String application, Variables variables) {
        return new HostConfig(
                application,
                Brokers.of(
                        variables.brokers("KAFKA_BOOTSTRAP_SERVERS"),
                        variables.optionalPath("KAFKA_CONFIG_FILE"),
                        variables::problem),
                variables.path("STATE_DIRECTORY", Path.of("state")),
                variables.optional("INSTANCE_ID"),
                variables.integer("STREAM_THREADS", 1, 1, MOST_THREADS),
                variables.integer("INTERNAL_REPLICATION", -1, -1, Short.MAX_VALUE),
                COMMIT_INTERVAL);
    }
}
