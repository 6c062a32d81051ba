/** How many signed posts ingest accepts, and how fast. */
@org.jspecify.annotations.NullMarked
package dev.migrationgate.benchmarks.intake;
