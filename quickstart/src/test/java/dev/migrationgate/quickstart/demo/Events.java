package dev.migrationgate.quickstart.demo;

import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes events as the watch would. */
final class Events {
    static final Instant START = Instant.parse("2026-11-23T10:15:30.250Z");

    private Events() {}

    /** An event of a deployment, some milliseconds after {@link #START}; its value does not matter. */
    static SeenEvent seen(String deployment, String name, long millis) {
        LaneReleased any = new LaneReleased("lane", deployment, LaneVerdict.FAILED, "someone", "reason", START, "app");
        return new SeenEvent(
                START.plusMillis(millis),
                name,
                Optional.empty(),
                Optional.of(deployment),
                "app 1",
                List.of(),
                List.of(),
                any);
    }
}
