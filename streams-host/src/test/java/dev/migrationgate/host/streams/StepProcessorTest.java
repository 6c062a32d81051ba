package dev.migrationgate.host.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.Codec;
import dev.migrationgate.host.JsonCodec;
import dev.migrationgate.trace.EndedWork;
import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.TracedWork;
import dev.migrationgate.trace.span.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepProcessorTest {
    private static final TraceParent CALLER = TraceParent.derivedFrom("caller");

    private final List<String> rung = new CopyOnWriteArrayList<>();
    private final InMemorySpanExporter told = InMemorySpanExporter.create();
    private final AfterCommit afterCommit = new AfterCommit();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final TestClock clock = new TestClock();
    private final Hosted<CountingMachine.Count, CountingMachine.Add, String, CountingMachine.Ring> hosted =
            new Hosted<>(
                    new CountingMachine(),
                    "counts",
                    List.of(new Source<>("numbers", (key, value, _) -> number(value))),
                    Topics.RUNNER_OBSERVATIONS,
                    new LargeFromAThousandOn(),
                    new JsonCodec<>(CountingMachine.Add.class),
                    said -> new OutgoingRecord("said", "k", said.getBytes(StandardCharsets.UTF_8), new RecordHeaders()),
                    (key, effect, decidedAt, observer) -> rung.add(key + effect.count()),
                    new HostTraces<>(
                            Traces.to(SimpleSpanProcessor.create(told)),
                            (state, effect) -> Optional.of(work(state.value())),
                            said -> said.equals("now 5") ? Optional.of(ended()) : Optional.empty()));
    private final EffectExecutor<CountingMachine.Add, CountingMachine.Ring> effects =
            new EffectExecutor<>(hosted.effects(), (key, observation) -> {}, hosted.traces(), metrics);

    @TempDir
    Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> numbers;
    private TestInputTopic<String, byte[]> observations;
    private TestOutputTopic<String, byte[]> said;
    private TestOutputTopic<String, byte[]> deadLetters;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "counting");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology(), properties, Instant.EPOCH);
        numbers = driver.createInputTopic("numbers", new StringSerializer(), new ByteArraySerializer());
        observations = driver.createInputTopic(
                Topics.RUNNER_OBSERVATIONS.name(), new StringSerializer(), new ByteArraySerializer());
        said = driver.createOutputTopic("said", new StringDeserializer(), new ByteArrayDeserializer());
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTER.name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
        effects.close();
    }

    @Test
    void theTopologyIsTheOneThatWasReviewed() throws IOException {
        try (var expected = getClass().getResourceAsStream("expected_topology.txt")) {
            String described = topology().describe().toString();
            assertThat(described.replaceFirst("extractor class: [^)]*", "extractor class: the record says its topic"))
                    .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void eventsAreWrittenAndStateIsKeptPerKey() {
        add("a", 2);
        add("b", 5);
        add("a", 3);

        assertThat(said()).containsExactly("now 2", "now 5", "now 5");
    }

    @Test
    void noEffectStartsBeforeItsTransactionCommitted() {
        add("a", 2);
        assertThat(rung).isEmpty();

        afterCommit.committed();

        await().untilAsserted(() -> assertThat(rung).containsExactly("a2"));
    }

    @Test
    void noEffectOfALostTransactionStarts() {
        add("a", 2);
        afterCommit.aborted();
        add("b", 7);

        afterCommit.committed();

        await().untilAsserted(() -> assertThat(rung).containsExactly("b7"));
    }

    @Test
    void anObservationIsAnInputLikeAnyOther() {
        observations.pipeInput("a", "{\"value\":4}".getBytes(StandardCharsets.UTF_8));

        assertThat(said()).containsExactly("now 4");
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersWithItsBytesAndThePartitionGoesOn() {
        numbers.pipeInput("a", new byte[] {'x'});
        add("a", 1);

        var letter = deadLetters.readRecord();
        assertThat(letter.value()).containsExactly('x');
        assertThat(CloudEventHeaders.text(letter.headers(), "dl_reason"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("not a number"));
        assertThat(CloudEventHeaders.text(letter.headers(), "dl_topic")).contains("numbers");
        assertThat(said()).containsExactly("now 1");
        assertThat(metrics.counter("gate.dead.letters", "topic", "numbers").count())
                .isEqualTo(1);
    }

    @Test
    void aRecordWithoutAKeyGoesToTheDeadLetters() {
        numbers.pipeInput(null, new byte[] {'1'});

        assertThat(CloudEventHeaders.text(deadLetters.readRecord().headers(), "dl_reason"))
                .contains("the record has no key");
    }

    @Test
    void aStateThatWantsATickGetsItOnceItsTimeHasCome() {
        add("a", 1);
        said.readRecord();

        clock.now = Instant.ofEpochSecond(99);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(said.isEmpty()).isTrue();
        clock.now = Instant.ofEpochSecond(100);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        assertThat(said()).containsExactly("tick");
    }

    @Test
    void anInputThatTheStateHasNoRoomForGoesToTheDeadLettersAndItsKeyGoesOn() {
        add("a", 2);
        add("a", 1_000);
        add("a", 3);

        assertThat(CloudEventHeaders.text(deadLetters.readRecord().headers(), "dl_reason"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("the state of 'a' would have"));
        assertThat(said()).containsExactly("now 2", "now 5");
        afterCommit.committed();
        await().untilAsserted(() -> assertThat(rung).containsExactlyInAnyOrder("a2", "a5"));
    }

    @Test
    void whatIsWrittenBecauseOfARecordBelongsToItsTrace() {
        numbers.pipeInput(new TestRecord<>("a", "2".getBytes(StandardCharsets.UTF_8), traced(CALLER.text())));
        numbers.pipeInput(new TestRecord<>("a", "2".getBytes(StandardCharsets.UTF_8), traced("00-nonsense")));

        assertThat(CloudEventHeaders.text(said.readRecord().headers(), "traceparent"))
                .contains(CALLER.text());
        assertThat(CloudEventHeaders.text(said.readRecord().headers(), "traceparent"))
                .isEmpty();
    }

    @Test
    void spansAreToldOnceTheirTransactionCommittedAndNotAtAllIfItIsLost() {
        numbers.pipeInput(new TestRecord<>("a", "5".getBytes(StandardCharsets.UTF_8), traced(CALLER.text())));
        afterCommit.aborted();
        assertThat(told.getFinishedSpanItems()).isEmpty();
        numbers.pipeInput(new TestRecord<>("b", "5".getBytes(StandardCharsets.UTF_8), traced(CALLER.text())));
        assertThat(told.getFinishedSpanItems()).isEmpty();

        afterCommit.committed();

        await().untilAsserted(() -> assertThat(told.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder("process numbers", "count", "Ring"));
        assertThat(told.getFinishedSpanItems()).extracting(SpanData::getTraceId).containsOnly(CALLER.traceId());
        assertThat(told.getFinishedSpanItems())
                .filteredOn(span -> span.getName().equals("Ring"))
                .extracting(SpanData::getParentSpanId)
                .containsExactly(work(5).inside().spanId());
    }

    private static RecordHeaders traced(String text) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", text.getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    private static TracedWork work(int count) {
        return new TracedWork(CALLER, "count", "d" + count, "1");
    }

    private static EndedWork ended() {
        return new EndedWork(work(5), "app", Instant.EPOCH, Instant.ofEpochSecond(1), "DONE", Optional.empty());
    }

    private Topology topology() {
        return HostTopology.of(
                hosted,
                () -> new StepProcessor<>(hosted, HostTopology.sources(hosted), afterCommit, effects, clock, metrics));
    }

    private void add(String key, int number) {
        numbers.pipeInput(key, Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    }

    private List<String> said() {
        return said.readValuesToList().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    private static CountingMachine.Add number(byte[] value) {
        try {
            return new CountingMachine.Add(Integer.parseInt(new String(value, StandardCharsets.UTF_8)));
        } catch (NumberFormatException e) {
            throw new UndecodableException("not a number", e);
        }
    }

    /** A machine that forgot to bound its state. */
    private static final class LargeFromAThousandOn implements Codec<CountingMachine.Count> {
        private final JsonCodec<CountingMachine.Count> json = new JsonCodec<>(CountingMachine.Count.class);

        @Override
        public byte[] encode(CountingMachine.Count value) {
            return value.value() < 1_000 ? json.encode(value) : new byte[16 * 1024 * 1024];
        }

        @Override
        public CountingMachine.Count decode(byte[] bytes) {
            return json.decode(bytes);
        }
    }

    private static final class TestClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
