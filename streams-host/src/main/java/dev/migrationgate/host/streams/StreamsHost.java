package dev.migrationgate.host.streams;

import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.service.kafka.BrokerWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/**
 * A machine, running. State, events and read positions commit together ({@code exactly_once_v2}); effects start after the
 * commit, and again for every unfinished state when a partition is taken over. Stays up while the broker is away.
 *
 * @param <S> the machine's state
 */
public final class StreamsHost<S> implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    /** A state is one record of its changelog: room for a key with a long queue. Machines bound what they keep well below. */
    private static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;
    /** The rest of the record is for its key and headers. */
    static final int MAX_STATE_BYTES = MAX_RECORD_BYTES - 64 * 1024;

    private final KafkaStreams streams;
    private final EffectExecutor<?, ?> effects;
    private final ObservationWriter<?> observations;
    private final BrokerWatch brokers;
    private final ThreadReplacements replacements;
    private final Consumer<BiConsumer<String, S>> states;

    private StreamsHost(
            KafkaStreams streams,
            EffectExecutor<?, ?> effects,
            ObservationWriter<?> observations,
            BrokerWatch brokers,
            ThreadReplacements replacements,
            Consumer<BiConsumer<String, S>> states) {
        this.streams = streams;
        this.effects = effects;
        this.observations = observations;
        this.brokers = brokers;
        this.replacements = replacements;
        this.states = states;
    }

    /**
     * Starts to host a machine. Returns before it is ready; {@link #problem()} tells.
     *
     * @param metrics where records, dead letters and effects are counted
     */
    public static <S, I, E, F> StreamsHost<S> start(
            HostConfig config, Hosted<S, I, E, F> hosted, Clock clock, MeterRegistry metrics) {
        AfterCommit afterCommit = new AfterCommit();
        ObservationWriter<I> observations = new ObservationWriter<>(
                config.brokers(),
                config.application() + "-observations",
                hosted.observations().name(),
                hosted.inputs());
        EffectExecutor<I, F> effects = new EffectExecutor<>(hosted.effects(), observations, hosted.traces(), metrics);
        var topology = HostTopology.of(
                hosted,
                () -> new StepProcessor<>(hosted, HostTopology.sources(hosted), afterCommit, effects, clock, metrics));
        KafkaStreams streams = new KafkaStreams(topology, properties(config), afterCommit);
        ThreadReplacements replacements = new ThreadReplacements(clock);
        streams.setUncaughtExceptionHandler(replacements::replace);
        streams.start();
        BrokerWatch brokers = BrokerWatch.start(config.brokers().settings(), config.application() + "-health");
        return new StreamsHost<>(
                streams,
                effects,
                observations,
                brokers,
                replacements,
                reader -> HostedStates.read(streams, hosted, reader));
    }

    /** What keeps the machine from deciding now; empty: nothing does. */
    public Optional<String> problem() {
        Optional<String> broker = brokers.problem();
        if (broker.isEmpty() && streams.state() != KafkaStreams.State.RUNNING) {
            return Optional.of("streams are " + streams.state());
        }
        return broker.or(replacements::problem);
    }

    /**
     * How many instances share the keys now, this one included; at least 1. A limit of the whole service is theirs together. Known from
     * the last distribution of the partitions, so it follows a start or an end of an instance within a minute.
     */
    public int instances() {
        return streams.state().isRunningOrRebalancing()
                ? Math.max(1, streams.metadataForAllStreamsClients().size())
                : 1;
    }

    /**
     * Shows the states that this process holds one after the other, the ones that are about to be committed included. Costs a pass
     * over the whole store.
     *
     * @throws IllegalStateException partitions are being moved or restored; some states may have been shown by then
     */
    public void eachState(Consumer<S> reader) {
        states.accept((_, state) -> reader.accept(state));
    }

    /**
     * The same states together, by key.
     *
     * @throws IllegalStateException as above
     */
    public Map<String, S> states() {
        Map<String, S> found = new TreeMap<>();
        states.accept(found::put);
        return found;
    }

    /** Stops within 15 s: first deciding, then acting. */
    @Override
    public void close() {
        brokers.close();
        streams.close(CLOSE_LIMIT);
        effects.close();
        observations.close();
    }

    private static Properties properties(HostConfig config) {
        Map<String, Object> settings = config.brokers().settings();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.application());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // Nobody connects to it: it is how the instances know of one another, and so how many they are.
        settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, "instance-" + UUID.randomUUID() + ":1");
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.replication());
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
        // A thread looks at the commit interval between polls only: at the default of 100 ms, a decision that follows a
        // commit closely would wait five times as long as it has to.
        settings.put(
                StreamsConfig.POLL_MS_CONFIG,
                Math.max(1, config.commitInterval().toMillis() / 2));
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(EffectRunner.TAKEOVER.toMillis()));
        config.instance()
                .ifPresent(name ->
                        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), name));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        settings.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), MAX_RECORD_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_RECORD_BYTES);
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }
}
