/** Manifest ingest: its configuration, its parts put together, its process. */
@NullMarked
package dev.migrationgate.ingest;

import org.jspecify.annotations.NullMarked;
