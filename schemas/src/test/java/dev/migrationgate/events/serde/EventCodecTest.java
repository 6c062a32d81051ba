package dev.migrationgate.events.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.topics.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final LaneReleased EVENT = LaneReleased.newBuilder()
            .setLaneId("Database/fincorp/payments-db")
            .setDeploymentId("d1")
            .setVerdict(LaneVerdict.FAILED)
            .setActor("ana")
            .setReason("saw it fail")
            .setReleasedAt(Instant.parse("2026-01-02T03:04:05.678Z"))
            .build();

    private final SchemaRegistry registry = SchemaRegistry.inMemory();
    private final EventCodec codec = new EventCodec(registry);

    @Test
    void anEventIsReadAsItWasWritten() {
        byte[] bytes = codec.encode(Topics.LANE_RELEASED, EVENT);

        assertThat(codec.decode(Topics.LANE_RELEASED, bytes)).isEqualTo(EVENT);
    }

    @Test
    void anEventThatIsReadLaterLeavesTheOneBeforeAsItIs() {
        var other = LaneReleased.newBuilder(EVENT).setDeploymentId("d2").build();
        byte[] bytes = codec.encode(Topics.LANE_RELEASED, EVENT);
        byte[] others = codec.encode(Topics.LANE_RELEASED, other);

        LaneReleased first = codec.decode(Topics.LANE_RELEASED, bytes);
        IndexedRecord firstAsWritten = codec.decodeAsWritten(Topics.LANE_RELEASED, bytes);
        codec.decodeAsWritten(Topics.LANE_RELEASED, others);

        assertThat(codec.decode(Topics.LANE_RELEASED, others)).isEqualTo(other);
        assertThat(first).isEqualTo(EVENT);
        assertThat(firstAsWritten.get(1)).hasToString("d1");
    }

    @Test
    void severalThreadsReadTheirFirstEventAtOnce() {
        byte[] bytes = codec.encode(Topics.LANE_RELEASED, EVENT);

        for (int round = 0; round < 200; round++) {
            var unused = new EventCodec(registry);
            try (var threads = Executors.newFixedThreadPool(4)) {
                assertThat(Stream.generate(() -> threads.submit(() -> unused.decode(Topics.LANE_RELEASED, bytes)))
                                .limit(4)
                                .toList())
                        .allSatisfy(each -> assertThat(each)
                                .succeedsWithin(Duration.ofMinutes(1))
                                .isEqualTo(EVENT));
            }
        }
    }

    @Test
    void theBytesBeginAsConfluentsFormatDoes() {
        byte[] bytes = codec.encode(Topics.LANE_RELEASED, EVENT);

        assertThat(bytes[0]).isZero();
        assertThat(registry.schemaOf(ByteBuffer.wrap(bytes, 1, 4).getInt())).isEqualTo(EVENT.getSchema());
    }

    @Test
    void everyPrefixOfAnEventIsRefused() {
        byte[] bytes = codec.encode(Topics.LANE_RELEASED, EVENT);

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.decode(Topics.LANE_RELEASED, cut)).isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void bytesAfterTheEventAreRefused() {
        byte[] bytes = codec.encode(Topics.LANE_RELEASED, EVENT);

        assertThatThrownBy(() -> codec.decode(Topics.LANE_RELEASED, Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("left over");
    }

    @Test
    void anotherTopicsEventIsRefusedByName() {
        byte[] bytes = codec.encode(Topics.LANE_RELEASED, EVENT);

        assertThatThrownBy(() -> codec.decode(Topics.LANE_QUARANTINED, bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("LaneReleased");
    }

    @Test
    void anUnknownSchemaIdIsRefused() {
        assertThatThrownBy(() -> codec.decode(Topics.LANE_RELEASED, new byte[] {0, 0, 0, 1, 44, 2}))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("300");
    }

    @Test
    void aMissingValueIsRefused() {
        assertThatThrownBy(() -> codec.decode(Topics.LANE_RELEASED, null)).isInstanceOf(UndecodableException.class);
    }

    @Test
    void headersFollowTheCloudEventsBinding() {
        var headers = new CloudEventHeaders("id1", "/migration-runner", "d1", Instant.EPOCH, Optional.of("00-aa-bb-01"))
                .toHeaders(Topics.LANE_RELEASED);

        assertThat(CloudEventHeaders.text(headers, "ce_type")).contains("dev.migrationgate.lane.released.v1");
        assertThat(CloudEventHeaders.text(headers, "ce_id")).contains("id1");
        assertThat(CloudEventHeaders.text(headers, "ce_specversion")).contains("1.0");
        assertThat(CloudEventHeaders.text(headers, "traceparent")).contains("00-aa-bb-01");
    }
}
