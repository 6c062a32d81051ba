package dev.migrationgate.ingest.intake;

/**
 * A deployment that is made again from its record.
 *
 * @param original what was recorded
 * @param skip whether its migration is left out
 * @param reason why it is made again, in the words of who asked
 */
public record Redeployment(Recorded original, boolean skip, String reason) {
    /** What there is not cannot be left out. */
    public static Redeployment of(Recorded original, boolean skip, String reason) {
        return new Redeployment(original, skip && original.migration(), reason);
    }

    /** Whether a migration comes first. */
    public boolean migrates() {
        return original.migration() && !skip;
    }
}
