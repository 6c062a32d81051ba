/** Tells what was recorded as CDEvents: a pure translation, and its delivery to a topic of Kafka and one of Pub/Sub. */
@NullMarked
package dev.migrationgate.ledger.cdevents;

import org.jspecify.annotations.NullMarked;
