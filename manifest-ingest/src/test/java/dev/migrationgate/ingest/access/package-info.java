/** Tests of who may call. */
@NullMarked
package dev.migrationgate.ingest.access;

import org.jspecify.annotations.NullMarked;
