package dev.migrationgate.ingest.redeploy;

import dev.migrationgate.ingest.intake.Recorded;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Whether a recorded migration may run in another environment: not over a newer one that ran there. What ran there last decides. Which of two
 * is the newer, their versions say, if they are numbers, and the order in which the recorded environment asked for them; if either says that the
 * one there is newer, it counts as newer.
 *
 * @param original what was recorded
 * @param offset where
 * @param image the migration's image as it would run there
 */
record SchemaOrder(Recorded original, long offset, String image) {
    /**
     * Why it may not.
     *
     * @param there the migrations of the environment that it is to run in
     * @param delivery the delivery that asks, which is no obstacle to itself
     * @param here those of the recorded one; asked only where it is needed
     */
    Optional<Look.Obstacle> obstacle(History there, String delivery, Supplier<History> here) {
        if (there.unreadable().isPresent()) {
            return there.unreadable().map(Look.Obstacle.Unclear::new);
        }
        Optional<History.Migration> newest = there.newestBut(delivery);
        if (newest.isEmpty()) {
            return there.cut()
                    ? Optional.of(new Look.Obstacle.Unclear("too many records to look at all of them"))
                    : Optional.empty();
        }
        return isSame(newest.get().image(), image) ? Optional.empty() : order(newest.get(), here);
    }

    private Optional<Look.Obstacle> order(History.Migration there, Supplier<History> here) {
        OptionalInt versions = Versions.compare(there.version(), original.version());
        if (versions.isPresent() && versions.getAsInt() > 0) {
            return newer(there);
        }
        History history = here.get();
        OptionalLong theirs = history.first(like(there.version(), there.image()));
        if (theirs.isPresent() && history.isWhole() && !there.version().equals(original.version())) {
            long ours = history.first(like(original.version(), image)).orElse(offset);
            return theirs.getAsLong() > ours ? newer(there) : Optional.empty();
        }
        return versions.isPresent() && versions.getAsInt() < 0 ? Optional.empty() : Optional.of(unclear(there));
    }

    private static Optional<Look.Obstacle> newer(History.Migration there) {
        return Optional.of(new Look.Obstacle.Newer(there.deploymentId(), there.version()));
    }

    private Look.Obstacle unclear(History.Migration there) {
        return new Look.Obstacle.Unclear("deployment %s there, version %s, has another migration than version %s"
                .formatted(there.deploymentId(), there.version(), original.version()));
    }

    private static Predicate<History.Migration> like(String version, String image) {
        return each -> each.version().equals(version) || isSame(each.image(), image);
    }

    /** By digest, whichever repository it is in; by tag the same reference alone. */
    private static boolean isSame(String one, String other) {
        int digest = one.indexOf('@');
        return digest >= 0 ? other.endsWith(one.substring(digest)) : one.equals(other);
    }
}
