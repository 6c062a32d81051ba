/** Tests of following repositories. */
@NullMarked
package dev.migrationgate.ingest.source;

import org.jspecify.annotations.NullMarked;
