package dev.migrationgate.runner.job;

import dev.migrationgate.runner.lane.CancelPolicy;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.Limits;
import dev.migrationgate.runner.lane.Migration;
import dev.migrationgate.runner.lane.Tenure;
import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.TracedWork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Starts of a migration that declares nothing beyond its image. */
final class Starts {
    static final TracedWork WORK = new TracedWork(TraceParent.derivedFrom("d"), "migration", "d", "1");

    private Starts() {}

    static LaneEffect.StartExecution in(String region) {
        Migration migration = new Migration(
                region,
                "image:1",
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(1),
                Limits.NONE,
                0,
                CancelPolicy.NEVER,
                false);
        return new LaneEffect.StartExecution(
                new Tenure("daaaaaaaaaaaaaaaaaaaaaaaaa", 1, 1),
                "o/u/e/p/app",
                "1.0.0",
                "p",
                migration,
                List.of(),
                WORK);
    }
}
