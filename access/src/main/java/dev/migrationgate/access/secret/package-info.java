/** Secrets, which are only ever named in configuration. */
@NullMarked
package dev.migrationgate.access.secret;

import org.jspecify.annotations.NullMarked;
