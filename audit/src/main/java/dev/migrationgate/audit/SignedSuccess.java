package dev.migrationgate.audit;

import dev.migrationgate.events.MigrationSucceeded;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;

/**
 * The runner's signature on {@code MigrationSucceeded}. Whoever may write to the brokers, their administrator among them, cannot say that
 * a migration succeeded; nor can whoever may change the registry give another meaning to what was said.
 */
public final class SignedSuccess {
    private SignedSuccess() {}

    /** The event with a key's signature, in place of any that it has. */
    public static MigrationSucceeded sign(MigrationSucceeded event, SigningKey key) {
        return MigrationSucceeded.newBuilder(event)
                .setSignature(SignedEvent.signature(Statement.MIGRATION_SUCCEEDED, event, key))
                .build();
    }

    /**
     * What is wrong with an event's signature, in words for people; empty: one of the keys signed exactly this.
     *
     * @param event as it was written
     * @param trusted keys of runners
     */
    public static Optional<String> problem(IndexedRecord event, PublicKeys trusted) {
        return SignedEvent.problem(Statement.MIGRATION_SUCCEEDED, event, trusted);
    }
}
