/** Finds recorded requests in Kafka. */
@NullMarked
package dev.migrationgate.ingest.redeploy.record;

import org.jspecify.annotations.NullMarked;
