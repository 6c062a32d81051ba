package dev.migrationgate.tests.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.host.JsonCodec;
import dev.migrationgate.host.streams.HostConfig;
import dev.migrationgate.host.streams.Hosted;
import dev.migrationgate.host.streams.OutgoingRecord;
import dev.migrationgate.host.streams.Source;
import dev.migrationgate.host.streams.StreamsHost;
import dev.migrationgate.quickstart.platform.EmbeddedBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host against a real broker: what is committed, what starts when, and what a successor takes up. */
class StreamsHostIT {
    private static EmbeddedBroker broker;
    private static Admin admin;
    private static KafkaProducer<String, String> numbers;

    @BeforeAll
    static void startBroker(@TempDir Path data) throws Exception {
        broker = EmbeddedBroker.start(data, 0);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        admin.createTopics(List.of(
                        new NewTopic("numbers-committed", 2, (short) 1),
                        new NewTopic("sums-committed", 2, (short) 1),
                        new NewTopic("numbers-successor", 2, (short) 1),
                        new NewTopic("sums-successor", 2, (short) 1),
                        new NewTopic("numbers-pair", 2, (short) 1),
                        new NewTopic("sums-pair", 2, (short) 1),
                        new NewTopic(Topics.RUNNER_OBSERVATIONS.name(), 2, (short) 1),
                        new NewTopic(Topics.DEAD_LETTER.name(), 1, (short) 1)))
                .all()
                .get();
        numbers = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    @AfterAll
    static void stopBroker() {
        numbers.close();
        admin.close();
        broker.close();
    }

    @Test
    void anEffectFindsItsDecisionCommitted(@TempDir Path state) throws Exception {
        List<Boolean> visible = new CopyOnWriteArrayList<>();
        EffectRunner<TallyMachine.Input, TallyMachine.Ring> look = (key, ring, decidedAt, observer) ->
                visible.add(committedSums("committed").contains("sum " + ring.sum()));

        try (var _ = start("committed", state, look)) {
            for (int number = 1; number <= 20; number++) {
                send("committed", 1);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> visible.size() == 20);
        }

        assertThat(visible).containsOnly(true);
    }

    @Test
    void aSuccessorAsksAgainForWhatWasNotFinished(@TempDir Path state, @TempDir Path other) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        List<Integer> begun = new CopyOnWriteArrayList<>();
        List<Integer> rung = new CopyOnWriteArrayList<>();
        try (var _ = start("successor", state, (key, ring, decidedAt, observer) -> {
            begun.add(ring.sum());
            never.await();
        })) {
            send("successor", 7);
            await().atMost(Duration.ofSeconds(30)).until(() -> begun.contains(7));
        }

        // Another state directory: what the successor knows, it knows from the changelog.
        try (var host = start("successor", other, (key, ring, decidedAt, observer) -> {
            rung.add(ring.sum());
            observer.observe(key, new TallyMachine.Input(0, ring.sum()));
        })) {
            await().atMost(Duration.ofSeconds(60)).until(() -> rung.contains(7));
            assertThat(host.states()).containsOnlyKeys("successor");
        }
        assertThat(committedSums("successor")).containsExactly("sum 7");
    }

    @Test
    void instancesKnowHowManyTheyAreAndTheirStatesMayBeLarge(@TempDir Path state, @TempDir Path other)
            throws Exception {
        EffectRunner<TallyMachine.Input, TallyMachine.Ring> idle = (key, ring, decidedAt, observer) -> {};
        try (var first = start("pair", state, idle)) {
            assertThat(first.instances()).isEqualTo(1);
            try (var second = start("pair", other, idle, "two")) {
                await().atMost(Duration.ofSeconds(60)).until(() -> first.instances() == 2 && second.instances() == 2);
            }
        }

        ConfigResource changelog = new ConfigResource(ConfigResource.Type.TOPIC, "pair-tallies-changelog");
        var settings = admin.describeConfigs(List.of(changelog)).all().get().get(changelog);
        assertThat(settings.get("max.message.bytes").value()).isEqualTo("16777216");
    }

    @Test
    void aHostWithoutItsBrokerSaysSo(@TempDir Path state) {
        try (StreamsHost<?> host = StreamsHost.start(
                config("nowhere", state, "127.0.0.1:1", "one"),
                hosted("nowhere", (key, ring, decidedAt, observer) -> {}),
                Clock.systemUTC(),
                new SimpleMeterRegistry())) {
            assertThat(host.problem()).isPresent();
        }
    }

    private static StreamsHost<TallyMachine.Tally> start(
            String name, Path state, EffectRunner<TallyMachine.Input, TallyMachine.Ring> effects) {
        return start(name, state, effects, "one");
    }

    private static StreamsHost<TallyMachine.Tally> start(
            String name, Path state, EffectRunner<TallyMachine.Input, TallyMachine.Ring> effects, String instance) {
        StreamsHost<TallyMachine.Tally> host = StreamsHost.start(
                config(name, state, broker.bootstrapServers(), instance),
                hosted(name, effects),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        await().atMost(Duration.ofSeconds(60)).until(() -> host.problem().isEmpty());
        return host;
    }

    private static HostConfig config(String name, Path state, String bootstrapServers, String instance) {
        return new HostConfig(
                name, Brokers.open(bootstrapServers), state, Optional.of(instance), 1, 1, HostConfig.COMMIT_INTERVAL);
    }

    private static Hosted<TallyMachine.Tally, TallyMachine.Input, String, TallyMachine.Ring> hosted(
            String name, EffectRunner<TallyMachine.Input, TallyMachine.Ring> effects) {
        return new Hosted<>(
                new TallyMachine(),
                "tallies",
                List.of(new Source<>(
                        "numbers-" + name,
                        (key, value, _) -> new TallyMachine.Input(
                                Integer.parseInt(new String(value, StandardCharsets.UTF_8)), 0))),
                Topics.RUNNER_OBSERVATIONS,
                new JsonCodec<>(TallyMachine.Tally.class),
                new JsonCodec<>(TallyMachine.Input.class),
                sum -> new OutgoingRecord(
                        "sums-" + name, "sum", sum.getBytes(StandardCharsets.UTF_8), new RecordHeaders()),
                effects);
    }

    private static void send(String key, int number) throws Exception {
        numbers.send(new ProducerRecord<>("numbers-" + key, key, Integer.toString(number)))
                .get();
    }

    /** All sums that a read_committed reader sees now. */
    private static List<String> committedSums(String name) {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        List<String> sums = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition("sums-" + name, 0), new TopicPartition("sums-" + name, 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(sum -> sums.add(new String(sum.value(), StandardCharsets.UTF_8)));
            }
        }
        return sums;
    }
}
