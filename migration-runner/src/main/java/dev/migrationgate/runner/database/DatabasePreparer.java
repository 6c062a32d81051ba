package dev.migrationgate.runner.database;

import dev.migrationgate.runner.lane.LaneEffect.PrepareDatabase;
import dev.migrationgate.runner.lane.LaneObservation;

/** Makes a database ready for an application. May be asked again at any time; a database that is ready stays as it is. */
@FunctionalInterface
public interface DatabasePreparer {

    /**
     * Prepares.
     *
     * @return {@code DatabasePrepared}, {@code DatabaseFailed} (another try would fail the same way) or {@code
     *     DatabaseUnclear} (worth another try)
     */
    LaneObservation prepare(PrepareDatabase effect);
}
