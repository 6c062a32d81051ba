package dev.migrationgate.manifests;

/**
 * The lane in which migrations wait for each other: one per database.
 *
 * @param value the Database's {@link ManifestId}, or the application's id where it has no database
 */
public record LaneId(String value) {
    /** Refuses an empty text with {@link IllegalArgumentException}. */
    public LaneId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a lane id may not be empty");
        }
    }

    /** The lane of everything that uses the Database with this id. */
    public static LaneId of(ManifestId database) {
        return new LaneId(database.toString());
    }

    /** The lane of an application that has no database. */
    public static LaneId of(ApplicationId application) {
        return new LaneId(application.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
