/** Tests of asking registries. */
@NullMarked
package dev.migrationgate.ingest.image;

import org.jspecify.annotations.NullMarked;
