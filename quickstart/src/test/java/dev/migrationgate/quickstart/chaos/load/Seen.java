package dev.migrationgate.quickstart.chaos.load;

import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Events of one deployment, as a watch sees them, by the second in which they happen. */
final class Seen {
    static final String DEPLOYMENT = "d";

    static {
        // Avro builds an event only once its classes are trusted, which the codec sees to.
        var _ = new EventCodec(SchemaRegistry.at(URI.create("http://127.0.0.1:1")));
    }

    private Seen() {}

    static Instant at(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }

    private static SeenEvent seen(int second, SpecificRecord event) {
        return new SeenEvent(
                at(second),
                event.getClass().getSimpleName(),
                Optional.empty(),
                Optional.of(DEPLOYMENT),
                "app 1",
                List.of(),
                List.of(),
                event);
    }

    static SeenEvent started(int second, int attempt) {
        return seen(
                second,
                MigrationStarted.newBuilder()
                        .setDeploymentId(DEPLOYMENT)
                        .setApplicationId("app")
                        .setLaneId("lane")
                        .setVersion("1")
                        .setAttempt(attempt)
                        .setJob("jobs/j")
                        .setExecution("jobs/j/executions/e")
                        .setRequestedAt(at(0))
                        .setStartedAt(at(second))
                        .build());
    }

    static SeenEvent failed(int second, int attempt) {
        return seen(
                second,
                MigrationFailed.newBuilder()
                        .setDeploymentId(DEPLOYMENT)
                        .setApplicationId("app")
                        .setLaneId("lane")
                        .setVersion("1")
                        .setAttempt(attempt)
                        .setReason("EXIT_CODE")
                        .setMessage("it failed")
                        .setLogExcerpt(List.of())
                        .setRequestedAt(at(0))
                        .setDecidedAt(at(second))
                        .build());
    }

    static LaneQuarantined quarantine(int second, int attempt) {
        return new LaneQuarantined("lane", DEPLOYMENT, attempt, "deleted", at(second), "app");
    }

    static SeenEvent quarantined(int second, int attempt) {
        return seen(second, quarantine(second, attempt));
    }

    static SeenEvent released(int second) {
        return seen(
                second,
                new LaneReleased("lane", DEPLOYMENT, LaneVerdict.FAILED, "evidence", "seen", at(second), "app"));
    }
}
