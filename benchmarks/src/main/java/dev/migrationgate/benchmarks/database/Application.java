package dev.migrationgate.benchmarks.database;

import dev.migrationgate.runner.database.PostgresPreparer;
import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.LaneEffect.PrepareDatabase;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.Tenure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An application with a database of its own, whose lane asks again and again that it be made ready. Used by one thread. */
final class Application {
    static final String SCHEMA = "ledger";
    /** As the lane asks again where the answer was unclear: after a second, and twice as long each time, up to half a minute. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int TRIES = 10;

    private final PostgresPreparer preparer;
    private final String name;
    private long epoch;

    Application(PostgresPreparer preparer, String name) {
        this.preparer = preparer;
        this.name = name;
    }

    /**
     * Made ready at the first try.
     *
     * @throws IllegalStateException it was not
     */
    DatabaseSecrets ready() {
        LaneObservation answer = ask();
        if (answer instanceof LaneObservation.DatabasePrepared prepared) {
            return prepared.secrets();
        }
        throw new IllegalStateException(name + " was not made ready: " + answer);
    }

    /**
     * Made ready, however often that has to be asked for.
     *
     * @return what the answers before said, which were unclear
     * @throws IllegalStateException it was refused, or is not ready after many tries
     */
    List<String> insist() throws InterruptedException {
        List<String> unclear = new ArrayList<>();
        Duration pause = FIRST_PAUSE;
        while (unclear.size() < TRIES) {
            switch (ask()) {
                case LaneObservation.DatabasePrepared _ -> {
                    return unclear;
                }
                case LaneObservation.DatabaseUnclear answer -> unclear.add(answer.message());
                case LaneObservation other -> throw new IllegalStateException(name + " was not made ready: " + other);
            }
            Thread.sleep(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
        throw new IllegalStateException(name + " was not made ready in " + TRIES + " tries: " + unclear);
    }

    private LaneObservation ask() {
        epoch++;
        return preparer.prepare(new PrepareDatabase(
                new Tenure("d" + epoch, 1, epoch),
                "acme/platform/test/bench/" + name,
                "bench-test",
                access(),
                false,
                Optional.empty()));
    }

    private DatabaseAccess access() {
        return new DatabaseAccess(
                "Database/acme/platform/test/bench/" + name,
                name,
                List.of(),
                SCHEMA,
                List.of("USAGE"),
                List.of("pgcrypto", "uuid-ossp"),
                false,
                "DATABASE_URL",
                false);
    }
}
