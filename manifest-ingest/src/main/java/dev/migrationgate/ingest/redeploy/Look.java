package dev.migrationgate.ingest.redeploy;

import dev.migrationgate.ingest.intake.Recorded;
import java.util.Optional;

/** What there is where a recorded request is said to lie. */
public sealed interface Look {
    /**
     * The request.
     *
     * @param original what was asked for
     * @param obstacle why its migration must not run again, only where that was asked; or why nothing of it is believed
     */
    record Found(Recorded original, Optional<Obstacle> obstacle) implements Look {}

    /**
     * No request of that deployment.
     *
     * @param reason what there is instead, in a sentence's part
     */
    record Missing(String reason) implements Look {
        /** Of what is another's, or lies outside of the caller's scope: nobody can tell which. */
        public static final Missing ANOTHER = new Missing("what lies there is no request of that deployment");
    }

    /** Why a migration must not run again; or, the last one, why nothing of the request must. */
    sealed interface Obstacle {
        /**
         * The same application asked for another migration of that lane since.
         *
         * @param deploymentId who did
         * @param version what it deploys
         */
        record Later(String deploymentId, String version) implements Obstacle {}

        /**
         * The environment that it is to run in has a newer schema.
         *
         * @param deploymentId whose migration ran there last
         * @param version what that deploys
         */
        record Newer(String deploymentId, String version) implements Obstacle {}

        /**
         * Nobody can tell whether it did.
         *
         * @param reason why, in a sentence
         */
        record Unclear(String reason) implements Obstacle {}

        /**
         * Somebody else than ingest may have written the request, or changed it.
         *
         * @param reason what is wrong with its signature, in a sentence's part
         */
        record Unproved(String reason) implements Obstacle {}
    }
}
