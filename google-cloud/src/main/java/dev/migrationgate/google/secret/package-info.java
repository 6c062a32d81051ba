/** Secrets, which are only ever named in configuration. */
@NullMarked
package dev.migrationgate.google.secret;

import org.jspecify.annotations.NullMarked;
