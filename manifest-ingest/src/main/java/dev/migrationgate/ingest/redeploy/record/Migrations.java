package dev.migrationgate.ingest.redeploy.record;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.redeploy.Look.Obstacle;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The migrations that ran around a request in its lane, shown one after the other. Of those before it only the newest counts, and only to
 * a request whose own was left out; of those after it, the first that brought the schema further.
 */
final class Migrations {
    private final DeploymentRequested original;
    private final long offset;
    private final Optional<String> runBy;
    private final EventCodec codec;
    private Optional<Obstacle> before;
    private Optional<Obstacle> after = Optional.empty();

    /**
     * Begins.
     *
     * @param offset where the original lies
     * @param runBy the delivery that asks, which is no obstacle to itself
     * @param cut whether something before the original counts that nobody can look at
     */
    Migrations(DeploymentRequested original, long offset, Optional<String> runBy, EventCodec codec, boolean cut) {
        this.original = original;
        this.offset = offset;
        this.runBy = runBy;
        this.codec = codec;
        this.before = cut
                ? Optional.of(new Obstacle.Unclear(
                        "its migration was left out, and what ran before that cannot be looked at any more"))
                : Optional.empty();
    }

    /** Most records are of other lanes, and are not opened. */
    void look(ConsumerRecord<String, byte[]> record) {
        if (record.offset() == offset || isDecided() || !original.getLaneId().equals(record.key())) {
            return;
        }
        try {
            DeploymentRequested other = codec.decode(Topics.DEPLOYMENT_REQUESTED, record.value());
            boolean ran = other.getMigration().isPresent()
                    && other.getApplicationId().equals(original.getApplicationId())
                    && !runBy.equals(Optional.of(other.getRequester().getDeliveryId()));
            if (ran) {
                note(
                        record.offset(),
                        Originals.isSameMigration(original, other)
                                ? Optional.empty()
                                : Optional.of(new Obstacle.Later(other.getDeploymentId(), other.getVersion())));
            }
        } catch (UndecodableException _) {
            String reason = "another request of its lane, at offset " + record.offset() + ", cannot be read";
            note(record.offset(), Optional.of(new Obstacle.Unclear(reason)));
        }
    }

    private void note(long at, Optional<Obstacle> obstacle) {
        if (at < offset) {
            before = obstacle;
        } else {
            after = obstacle;
        }
    }

    /** Whether no other record can change the answer. */
    boolean isDecided() {
        return after.isPresent();
    }

    /** Why the original's migration must not run again; empty: nothing that was shown speaks against it. */
    Optional<Obstacle> obstacle() {
        return after.or(() -> before);
    }
}
