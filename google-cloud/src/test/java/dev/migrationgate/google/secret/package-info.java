/** Tests of secrets. */
@NullMarked
package dev.migrationgate.google.secret;

import org.jspecify.annotations.NullMarked;
