/** Asks registries which image a tag stands for. */
@NullMarked
package dev.migrationgate.ingest.image;

import org.jspecify.annotations.NullMarked;
