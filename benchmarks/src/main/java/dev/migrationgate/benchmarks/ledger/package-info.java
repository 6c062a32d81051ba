/** How long the ledger takes to read, to answer and to tell. */
@org.jspecify.annotations.NullMarked
package dev.migrationgate.benchmarks.ledger;
