package dev.migrationgate.ingest.redeploy;

import dev.migrationgate.ingest.intake.Recorded;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.LaneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One recorded request, at one place. */
public final class FakeRecordedRequests implements RecordedRequests {
    /** Where it lies. */
    public static final Place PLACE = new Place(3, 4711);

    /** What it says; changed by tests. */
    public Recorded original = original(true);

    /** What keeps its migration from running again, or all of it from being believed. */
    public Optional<Look.Obstacle> obstacle = Optional.empty();

    /** Whether Kafka is away. */
    public boolean away;

    /** For whom obstacles were looked for. */
    public final List<Optional<String>> looks = new ArrayList<>();

    /** A request, with or without a migration. */
    public static Recorded original(boolean migration) {
        return new Recorded(
                "daaaaaaaaaaaaaaaaaaaaaaaaa",
                ApplicationId.parse("fincorp/retail-banking/production/payment-gateway/payment-api"),
                "1.0.0",
                new LaneId("Database/fincorp/retail-banking/production/payment-gateway/payments-db"),
                "production/payment-api@sha256:" + "a".repeat(64),
                migration ? Optional.of("production/payment-api@sha256:" + "a".repeat(64)) : Optional.empty(),
                Optional.of("acme/manifests"),
                Optional.of("refs/heads/main"),
                Optional.of("c0ffee"),
                "bytes");
    }

    /** The migrations of each lane. */
    public final Map<LaneId, History> histories = new HashMap<>();

    @Override
    public synchronized History migrations(LaneId lane, ApplicationId application) {
        if (away) {
            throw new UnavailableException("Kafka is away", null);
        }
        return histories.getOrDefault(lane, new History(List.of(), Optional.empty(), false));
    }

    @Override
    public synchronized Look at(Place place, String deployment, Optional<String> runBy) {
        looks.add(runBy);
        if (away) {
            throw new UnavailableException("Kafka is away", null);
        }
        return place.equals(PLACE) && deployment.equals(original.deploymentId())
                ? new Look.Found(
                        original, obstacle.filter(each -> runBy.isPresent() || each instanceof Look.Obstacle.Unproved))
                : Look.Missing.ANOTHER;
    }
}
