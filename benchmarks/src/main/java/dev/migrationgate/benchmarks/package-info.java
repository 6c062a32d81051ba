/** Figures that the documents quote, each measured by one command. */
@org.jspecify.annotations.NullMarked
package dev.migrationgate.benchmarks;
