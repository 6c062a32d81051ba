/**
 * The whole system in one thread: the real {@code step} functions and the real code that calls Cloud Run, in a world whose
 * clock, log and cloud are simulated, and whose faults come from a seed.
 */
@NullMarked
package dev.migrationgate.tests.simulation;

import org.jspecify.annotations.NullMarked;
