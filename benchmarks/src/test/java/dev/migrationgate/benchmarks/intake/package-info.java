@org.jspecify.annotations.NullMarked
package dev.migrationgate.benchmarks.intake;
