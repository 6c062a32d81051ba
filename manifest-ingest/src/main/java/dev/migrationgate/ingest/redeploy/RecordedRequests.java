package dev.migrationgate.ingest.redeploy;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.LaneId;
import java.util.Optional;

/** Requests as they were recorded. Safe for several threads, which wait for one another; not for the event loop. */
public interface RecordedRequests {
    /**
     * Looks for a request.
     *
     * @param place where it is said to lie
     * @param deployment whose request it is said to be
     * @param runBy the delivery that wants its migration to run again, which is no obstacle to itself; empty: it is not to run, and
     *     obstacles are not looked for
     * @throws dev.migrationgate.ingest.intake.UnavailableException Kafka or the registry is out of reach, or too slow
     */
    Look at(Place place, String deployment, Optional<String> runBy);

    /**
     * Looks for the migrations that an application asked for.
     *
     * @param lane the lane that it asks in
     * @throws dev.migrationgate.ingest.intake.UnavailableException Kafka or the registry is out of reach, or too slow
     */
    History migrations(LaneId lane, ApplicationId application);
}
