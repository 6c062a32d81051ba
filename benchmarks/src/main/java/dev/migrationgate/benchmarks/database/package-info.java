/** How long it takes to make databases ready, on a real server. */
@org.jspecify.annotations.NullMarked
package dev.migrationgate.benchmarks.database;
