package dev.migrationgate.host.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SourceTest {
    private static final LaneReleased EVENT = LaneReleased.newBuilder()
            .setLaneId("Database/a/b")
            .setDeploymentId("d1")
            .setVerdict(LaneVerdict.FAILED)
            .setActor("ana")
            .setReason("saw it fail")
            .setReleasedAt(Instant.EPOCH)
            .build();

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final byte[] bytes = codec.encode(Topics.LANE_RELEASED, EVENT);

    @Test
    void anEventUnderAnothersKeyIsRefused() {
        assertThatThrownBy(() -> reading(LaneReleased::getReason).read("Database/a/c", bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("Database/a/c");
    }

    @Test
    void anEventThatNoInputCanBeMadeOfIsRefused() {
        Source.Reader<String> reader = reading(event -> {
            throw new DateTimeException("year 1000000000");
        });

        assertThatThrownBy(() -> reader.read(EVENT.getLaneId(), bytes))
                .isInstanceOfSatisfying(
                        UndecodableException.class,
                        e -> assertThat(e.reason()).contains("LaneReleased").contains("year 1000000000"));
    }

    @Test
    void aRegistryThatIsAwayIsNoFaultOfTheEvent() {
        Source.Reader<String> reader = reading(event -> {
            throw new RegistryException("registering", new IOException("away"));
        });

        assertThatThrownBy(() -> reader.read(EVENT.getLaneId(), bytes)).isInstanceOf(RegistryException.class);
    }

    private Source.Reader<String> reading(Function<LaneReleased, String> toInput) {
        return Source.events(Topics.LANE_RELEASED, codec, toInput).reader();
    }
}
