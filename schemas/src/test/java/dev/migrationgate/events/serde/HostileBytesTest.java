package dev.migrationgate.events.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a record holds, decoding it gives an event or says that it is none: anything else would stop the partition. */
class HostileBytesTest {
    private static final LaneReleased EVENT = LaneReleased.newBuilder()
            .setLaneId("Database/fincorp/payments-db")
            .setDeploymentId("d1")
            .setVerdict(LaneVerdict.FAILED)
            .setActor("ana")
            .setReason("saw it fail")
            .setReleasedAt(Instant.EPOCH)
            .build();
    private static final int NESTED = 200_000;

    private final SchemaRegistry registry = SchemaRegistry.inMemory();
    private final EventCodec codec = new EventCodec(registry);

    @Property(tries = 2_000)
    void anyBytesAfterAKnownSchemasIdAreAnEventOrAreRefused(
            @ForAll("topics") EventTopic<?> topic, @ForAll byte[] body) {
        mustNotEscape(topic, framed(topic.schema(), body));
    }

    @Property
    void anyBytesAtAllAreAnEventOrAreRefused(@ForAll("topics") EventTopic<?> topic, @ForAll byte[] bytes) {
        mustNotEscape(topic, bytes);
    }

    @Property(tries = 2_000)
    void anEventWithAStretchOfOtherBytesIsAnEventOrIsRefused(@ForAll("damaged") byte[] damaged) {
        mustNotEscape(Topics.LANE_RELEASED, damaged);
    }

    /** Lengths, counts and indices that no event has: of strings, unions, enumerations, arrays; a number without an end. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FEFFFFFF0F",
                "EEFFFFFF0F",
                "FDFFFFFF0F",
                "01",
                "FFFFFFFFFFFFFFFFFF01",
                "FEFFFFFFFFFFFFFFFF01",
                "FFFFFFFFFFFFFFFFFFFF",
                "000000000000",
                "0000000000000000FEFFFFFF0F",
                "000000000000000000000000FEFFFFFF0F",
            })
    void lengthsThatCannotBeAreRefusedOnEveryTopic(String body) {
        for (EventTopic<?> topic : Topics.events()) {
            mustNotEscape(topic, framed(topic.schema(), HexFormat.of().parseHex(body)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The name is ours, and nothing else is.
                "{'type':'record','name':'LaneReleased','namespace':'dev.migrationgate.events','fields':[]}",
                "{'type':'enum','name':'LaneReleased','namespace':'dev.migrationgate.events','symbols':['A']}",
                "{'type':'fixed','name':'LaneReleased','namespace':'dev.migrationgate.events','size':1000000}",
                "{'type':'record','name':'LaneReleased','namespace':'dev.migrationgate.events','fields':["
                        + "{'name':'next','type':['null','LaneReleased']}]}",
                "{'type':'record','name':'LaneReleased','namespace':'dev.migrationgate.events','fields':["
                        + "{'name':'laneId','type':{'type':'string','java-class':'java.lang.Runtime'}}]}",
                "'string'",
                "['null','string']",
            })
    void anEventBySomebodyElsesSchemaIsRefused(String schema) {
        byte[] ones = new byte[NESTED];
        Arrays.fill(ones, (byte) 2);

        byte[] bytes = framed(new Schema.Parser().parse(schema.replace('\'', '"')), ones);

        assertThat(catchThrowable(() -> codec.decode(Topics.LANE_RELEASED, bytes)))
                .isInstanceOf(UndecodableException.class);
    }

    /** A field that we do not have, and that nests as deep as the record is long. */
    @Test
    void aRecordThatNestsWithoutEndIsRefusedOrSkipped() {
        String ours = LaneReleased.getClassSchema().toString();
        String nested = ours.substring(0, ours.lastIndexOf(']'))
                + ",{\"name\":\"next\",\"type\":[\"null\",\"LaneReleased\"]}]}";
        byte[] link = codec.encode(Topics.LANE_RELEASED, EVENT);
        ByteBuffer chain = ByteBuffer.allocate(NESTED / 10 * link.length + 1);
        for (int i = 0; i < NESTED / 10; i++) {
            chain.put(link, 5, link.length - 5).put((byte) 2);
        }

        mustNotEscape(Topics.LANE_RELEASED, framed(new Schema.Parser().parse(nested), chain.array()));
    }

    @Provide
    Arbitrary<EventTopic<?>> topics() {
        return Arbitraries.of(Topics.events());
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        byte[] whole = codec.encode(Topics.LANE_RELEASED, EVENT);
        Arbitrary<byte[]> stretch =
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(10);
        return Combinators.combine(Arbitraries.integers().between(0, whole.length - 1), stretch)
                .as((at, other) -> {
                    byte[] bytes = whole.clone();
                    System.arraycopy(other, 0, bytes, at, Math.min(other.length, bytes.length - at));
                    return bytes;
                });
    }

    private void mustNotEscape(EventTopic<?> topic, byte[] bytes) {
        Throwable thrown = catchThrowable(() -> codec.decode(topic, bytes));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(UndecodableException.class);
        }
    }

    private byte[] framed(Schema schema, byte[] body) {
        int id = registry.idOf("any", schema);
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) 0)
                .putInt(id)
                .put(body)
                .array();
    }
}
