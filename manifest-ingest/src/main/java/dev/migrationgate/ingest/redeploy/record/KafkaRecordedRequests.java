package dev.migrationgate.ingest.redeploy.record;

import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.ingest.redeploy.History;
import dev.migrationgate.ingest.redeploy.Look;
import dev.migrationgate.ingest.redeploy.Place;
import dev.migrationgate.ingest.redeploy.RecordedRequests;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.LaneId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * Reads recorded requests from their topic, each time anew: it is seldom asked for, and what is not kept cannot be out of date. One
 * look at a time, so that many together do not read the topic many times at once.
 */
public final class KafkaRecordedRequests implements RecordedRequests {
    private static final long TURN_SECONDS = 10;

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final RecordReader reader;
    private final InstantSource clock;
    private final Semaphore turn = new Semaphore(1, true);

    /**
     * Puts it together.
     *
     * @param consumers makes a consumer that belongs to no group and reads committed records only
     */
    public KafkaRecordedRequests(
            Supplier<Consumer<String, byte[]>> consumers, RecordReader reader, InstantSource clock) {
        this.consumers = consumers;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public Look at(Place place, String deployment, Optional<String> runBy) {
        return look(consumer -> new PartitionLook(consumer, reader, clock, deployment, runBy).at(place));
    }

    @Override
    public History migrations(LaneId lane, ApplicationId application) {
        return look(consumer -> new LaneLook(consumer, reader, clock, lane, application).migrations());
    }

    private <T> T look(Function<Consumer<String, byte[]>, T> look) {
        if (!hasTurn()) {
            throw new UnavailableException("other requests to deploy again are being looked at", null);
        }
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            return look.apply(consumer);
        } catch (KafkaException e) {
            throw new UnavailableException("what was recorded cannot be read from Kafka now", e);
        } catch (RegistryException e) {
            throw new UnavailableException("the schema registry is out of reach", e);
        } finally {
            turn.release();
        }
    }

    private boolean hasTurn() {
        try {
            return turn.tryAcquire(TURN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
