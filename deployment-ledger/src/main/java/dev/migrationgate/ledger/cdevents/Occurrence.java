package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.events.DeploymentRequested;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event that was recorded, with what the ledger knows besides.
 *
 * @param event what was recorded
 * @param name what names it: its CloudEvents source and id
 * @param deployment the deployment's id
 * @param request the deployment's; empty where the ledger does not have it any more
 * @param past what was recorded of the deployment before
 */
record Occurrence(
        SpecificRecord event, String name, String deployment, Optional<DeploymentRequested> request, Past past) {

    /**
     * What was recorded before.
     *
     * @param merged whether an older request already came from the same merge
     * @param started the attempt in question: that of the event, or of a cancelled one the newest that has no end of its own
     * @param applied what names the event that says that the migration was applied
     */
    record Past(boolean merged, Optional<Attempt> started, Optional<String> applied) {
        /** Nothing. */
        static final Past NONE = new Past(false, Optional.empty(), Optional.empty());
    }

    /**
     * An attempt whose start was recorded.
     *
     * @param number from 1
     * @param name what names the event
     */
    record Attempt(int number, String name) {}
}
