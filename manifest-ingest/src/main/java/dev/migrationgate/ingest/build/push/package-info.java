/** Messages that Pub/Sub pushes: what is in them, and who may. */
@NullMarked
package dev.migrationgate.ingest.build.push;

import org.jspecify.annotations.NullMarked;
