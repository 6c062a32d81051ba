package dev.migrationgate.ingest.redeploy;

import dev.migrationgate.ingest.intake.Recorded;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Whether what was recorded may go into another environment: not over a newer migration that ran there, be it with a migration of its own or without. What ran there last decides. Which of two
 * is the newer, their versions say, if they are numbers, and the order in which the recorded environment asked for them; if either says that the
 * one there is newer, it counts as newer.
 *
 * @param original what was recorded
 * @param offset where
 * @param image its migration's image as it would run there; empty: it has none
 */
record SchemaOrder(Recorded original, long offset, Optional<String> image) {
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
        return isSame(newest.get()) ? Optional.empty() : order(newest.get(), here);
    }

    private Optional<Look.Obstacle> order(History.Migration there, Supplier<History> here) {
        OptionalInt versions = Versions.compare(there.version(), original.version());
        if (versions.isPresent() && versions.getAsInt() > 0) {
            return newer(there);
        }
        History history = here.get();
        OptionalLong theirs = history.first(like(there.version(), Optional.of(there.image())));
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

    private static Predicate<History.Migration> like(String version, Optional<String> image) {
        return each -> each.version().equals(version)
                || image.filter(other -> isSameDigest(each.image(), other)).isPresent();
    }

    /** Whether it brings the schema no further. A tag says nothing by itself, it may stay while versions change: then the version has to be the same, too. */
    private boolean isSame(History.Migration there) {
        return there.version().equals(original.version())
                ? image.isEmpty() || image.get().equals(there.image()) || isSameDigest(there.image(), image.get())
                : image.filter(own -> isSameDigest(there.image(), own)).isPresent();
    }

    /** Whichever repositories they are in. */
    private static boolean isSameDigest(String one, String other) {
        int digest = one.indexOf('@');
        return digest >= 0 && other.endsWith(one.substring(digest));
    }
}
