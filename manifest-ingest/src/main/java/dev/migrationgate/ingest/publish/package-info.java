/** All records of a request in one Kafka transaction. */
@NullMarked
package dev.migrationgate.ingest.publish;

import org.jspecify.annotations.NullMarked;
