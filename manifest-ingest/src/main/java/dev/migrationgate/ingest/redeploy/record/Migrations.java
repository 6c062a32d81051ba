package dev.migrationgate.ingest.redeploy.record;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.ingest.redeploy.Look.Obstacle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The migrations that a lane's records ask for, shown one after the other. Of two, that is the newer which was asked for first later: an
 * older one that is asked for once more, and is cancelled or fails, makes the schema no older than it was.
 *
 * <p>What is not ingest's may have been asked for before ingest signed, or be forged. It can be an obstacle, and takes none away.
 */
final class Migrations {
    private final DeploymentRequested original;
    private final long offset;
    private final RecordReader reader;
    private final boolean cut;
    private final Map<Asked, First> others = new LinkedHashMap<>();
    private OptionalLong own = OptionalLong.empty();
    private Optional<First> unreadable = Optional.empty();

    /** What is one migration, however often it is asked for; and whether by us. */
    private record Asked(MigrationSpec migration, String manifests, boolean ours) {}

    /** Where something was seen first, and what it would be an obstacle as. */
    private record First(long offset, Obstacle obstacle) {}

    /**
     * Begins.
     *
     * @param offset where the original lies
     * @param cut whether there was more before, which nobody can look at any more
     */
    Migrations(DeploymentRequested original, long offset, RecordReader reader, boolean cut) {
        this.original = original;
        this.offset = offset;
        this.reader = reader;
        this.cut = cut;
    }

    /** Most records are of other lanes, and are not opened. */
    void look(ConsumerRecord<String, byte[]> record) {
        if (!original.getLaneId().equals(record.key())) {
            return;
        }
        try {
            DeploymentRequested asked = reader.read(record);
            if (asked.getApplicationId().equals(original.getApplicationId())) {
                asked.getMigration().ifPresent(migration -> note(record, asked, migration));
            }
        } catch (UndecodableException _) {
            String reason = "another request of its lane, at offset " + record.offset() + ", cannot be read";
            unreadable = Optional.of(new First(record.offset(), new Obstacle.Unclear(reason)));
        }
    }

    private void note(ConsumerRecord<String, byte[]> record, DeploymentRequested asked, MigrationSpec migration) {
        if (Originals.isSameMigration(original, asked)) {
            if (own.isEmpty() && reader.isOurs(record)) {
                own = OptionalLong.of(record.offset());
            }
        } else if (!others.containsKey(new Asked(migration, asked.getManifestDigest(), true))) {
            var obstacle = new Obstacle.Later(asked.getDeploymentId(), asked.getVersion());
            var once = new Asked(migration, asked.getManifestDigest(), reader.isOurs(record));
            others.putIfAbsent(once, new First(record.offset(), obstacle));
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
