package dev.migrationgate.ingest.redeploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The migrations that an application asked for in a lane, in their order.
 *
 * @param migrations those that are known
 * @param unreadable why one of the lane's requests may be missing; empty: all could be read
 * @param cut whether there is more before, which nobody looked at
 */
public record History(List<Migration> migrations, Optional<String> unreadable, boolean cut) {
    /** Copies the list. */
    public History {
        migrations = List.copyOf(migrations);
    }

    /**
     * A request with a migration; one that was left out is none.
     *
     * @param offset where it lies
     * @param deploymentId the deployment
     * @param version version as the manifest wrote it
     * @param image image of the migration
     * @param deliveryId which request it came from
     */
    public record Migration(long offset, String deploymentId, String version, String image, String deliveryId) {}

    /** Whether it has all that there was. */
    boolean isWhole() {
        return unreadable.isEmpty() && !cut;
    }

    /**
     * The newest one, but for one of some delivery: which was asked for first last. One that is asked for once more is no newer for that.
     */
    Optional<Migration> newestBut(String deliveryId) {
        Map<Migration, Migration> firsts = new LinkedHashMap<>();
        migrations.stream()
                .filter(each -> !each.deliveryId().equals(deliveryId))
                .forEach(each -> firsts.putIfAbsent(new Migration(0, "", each.version(), each.image(), ""), each));
        return firsts.values().stream().reduce((_, last) -> last);
    }

    /** Where the first one lies that is such. */
    OptionalLong first(Predicate<Migration> such) {
        return migrations.stream().filter(such).mapToLong(Migration::offset).findFirst();
    }
}
