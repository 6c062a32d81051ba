/** Secrets, which are only ever named in configuration. */
@NullMarked
package dev.migrationgate.ingest.secret;

import org.jspecify.annotations.NullMarked;
