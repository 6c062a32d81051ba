/** Messages of builds that are pulled from a subscription. */
@NullMarked
package dev.migrationgate.ingest.build.pubsub;

import org.jspecify.annotations.NullMarked;
