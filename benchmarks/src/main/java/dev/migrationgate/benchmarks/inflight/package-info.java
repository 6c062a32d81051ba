/** Thousands of migrations in flight in one runner. */
@org.jspecify.annotations.NullMarked
package dev.migrationgate.benchmarks.inflight;
