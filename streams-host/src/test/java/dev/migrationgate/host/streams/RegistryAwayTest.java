package dev.migrationgate.host.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.JsonCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema registry is asked for the first time, for what is read and for what is written, and does not answer at once. */
class RegistryAwayTest {
    private final AtomicInteger questions = new AtomicInteger();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @TempDir
    private Path state;

    @Test
    void whatIsReadAndWhatIsWrittenWaitsForTheRegistry() {
        var hosted = hosted();
        var effects = new EffectExecutor<>(hosted.effects(), (key, observation) -> {}, hosted.traces(), metrics);
        var topology = HostTopology.of(
                hosted,
                () -> new StepProcessor<>(
                        hosted, HostTopology.sources(hosted), new AfterCommit(), effects, Clock.systemUTC(), metrics));
        try (effects;
                var driver = new TopologyTestDriver(topology, settings())) {
            driver.createInputTopic("numbers", new StringSerializer(), new ByteArraySerializer())
                    .pipeInput("a", new byte[] {5});

            assertThat(driver.createOutputTopic("said", new StringDeserializer(), new StringDeserializer())
                            .readValuesToList())
                    .containsExactly("now 5");
        }
    }

    private Hosted<CountingMachine.Count, CountingMachine.Add, String, CountingMachine.Ring> hosted() {
        return new Hosted<>(
                new CountingMachine(),
                "counts",
                List.of(new Source<>("numbers", (key, value, _) -> {
                    asked();
                    return new CountingMachine.Add(value == null ? 0 : value[0]);
                })),
                Topics.RUNNER_OBSERVATIONS,
                new JsonCodec<>(CountingMachine.Count.class),
                new JsonCodec<>(CountingMachine.Add.class),
                event -> {
                    asked();
                    return new OutgoingRecord("said", "k", event.getBytes(StandardCharsets.UTF_8), new RecordHeaders());
                },
                (key, effect, decidedAt, observer) -> {});
    }

    /** Answers every second time: to the reader's second try, and to the writer's. */
    private void asked() {
        if (questions.getAndIncrement() % 2 == 0) {
            throw new RegistryException("asking", new IOException("refused"));
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "counting");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        return settings;
    }
}
