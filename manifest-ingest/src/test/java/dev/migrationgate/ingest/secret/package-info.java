/** Tests of secrets. */
@NullMarked
package dev.migrationgate.ingest.secret;

import org.jspecify.annotations.NullMarked;
