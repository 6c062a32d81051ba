/** Tests of signatures. */
@NullMarked
package dev.migrationgate.ingest.access.signature;

import org.jspecify.annotations.NullMarked;
