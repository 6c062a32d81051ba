/** What events tell of deployments, each a fact with its place in Kafka. */
@NullMarked
package dev.migrationgate.ledger.fact;

import org.jspecify.annotations.NullMarked;
