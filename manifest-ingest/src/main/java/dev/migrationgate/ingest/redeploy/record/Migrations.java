package dev.migrationgate.ingest.redeploy.record;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.redeploy.Look.Obstacle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The migrations that a lane's records ask for, shown one after the other. Of two, that is the newer which was asked for first later: an
 * older one that is asked for once more, and is cancelled or fails, makes the schema no older than it was.
 */
final class Migrations {
    private final DeploymentRequested original;
    private final long offset;
    private final EventCodec codec;
    private final boolean cut;
    private final Map<Asked, First> others = new LinkedHashMap<>();
    private OptionalLong own = OptionalLong.empty();
    private Optional<First> unreadable = Optional.empty();

    /** What is one migration, however often it is asked for. */
    private record Asked(MigrationSpec migration, String manifests) {}

    /** Where something was seen first, and what it would be an obstacle as. */
    private record First(long offset, Obstacle obstacle) {}

    /**
     * Begins.
     *
     * @param offset where the original lies
     * @param cut whether there was more before, which nobody can look at any more
     */
    Migrations(DeploymentRequested original, long offset, EventCodec codec, boolean cut) {
        this.original = original;
        this.offset = offset;
        this.codec = codec;
        this.cut = cut;
    }

    /** Most records are of other lanes, and are not opened. */
    void look(ConsumerRecord<String, byte[]> record) {
        if (!original.getLaneId().equals(record.key())) {
            return;
        }
        try {
            DeploymentRequested asked = codec.decode(Topics.DEPLOYMENT_REQUESTED, record.value());
            if (asked.getApplicationId().equals(original.getApplicationId())) {
                asked.getMigration().ifPresent(migration -> note(record.offset(), asked, migration));
            }
        } catch (UndecodableException _) {
            String reason = "another request of its lane, at offset " + record.offset() + ", cannot be read";
            unreadable = Optional.of(new First(record.offset(), new Obstacle.Unclear(reason)));
        }
    }

    private void note(long at, DeploymentRequested asked, MigrationSpec migration) {
        if (!Originals.isSameMigration(original, asked)) {
            var obstacle = new Obstacle.Later(asked.getDeploymentId(), asked.getVersion());
            others.putIfAbsent(new Asked(migration, asked.getManifestDigest()), new First(at, obstacle));
        } else if (own.isEmpty()) {
            own = OptionalLong.of(at);
        }
    }

    /** Why the original's migration must not run again; empty: nothing that was shown speaks against it. */
    Optional<Obstacle> obstacle() {
        long since = since();
        Optional<Obstacle> newer = others.values().stream()
                .filter(each -> each.offset() > since)
                .map(First::obstacle)
                .reduce((_, last) -> last);
        return newer.or(() -> unreadable.filter(each -> each.offset() > since).map(First::obstacle))
                .or(() -> cut && since < 0
                        ? Optional.of(new Obstacle.Unclear(
                                "its migration was left out, and what ran before that cannot be looked at any more"))
                        : Optional.empty());
    }

    /** Since when the original's migration is known; negative: it was left out, and nobody ever asked for it, so that all are newer. */
    private long since() {
        boolean leftOut = original.getSkippedMigration().isPresent();
        return own.orElse(leftOut ? -1 : offset);
    }
}
