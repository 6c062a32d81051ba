@NullMarked
package dev.migrationgate.ingest.build.pubsub;

import org.jspecify.annotations.NullMarked;
