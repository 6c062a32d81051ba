package dev.migrationgate.runner.database;

import dev.migrationgate.runner.lane.LaneEffect.CheckDatabase;
import dev.migrationgate.runner.lane.LaneObservation;

/** Holds a database against what an application's manifest declares. Changes nothing, and may be asked again at any time. */
@FunctionalInterface
public interface DatabaseChecker {

    /**
     * Checks.
     *
     * @return {@code DatabaseChecked}, {@code DatabaseFailed} (it cannot be checked, and another try would fail the same way) or
     *     {@code DatabaseUnclear} (worth another try)
     */
    LaneObservation check(CheckDatabase effect);
}
