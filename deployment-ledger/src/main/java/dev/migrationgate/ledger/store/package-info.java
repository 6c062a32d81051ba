/** What was read, kept in RocksDB: events, the facts of each deployment, and keys to find deployments by. */
@NullMarked
package dev.migrationgate.ledger.store;

import org.jspecify.annotations.NullMarked;
