/** Tests of secrets. */
@NullMarked
package dev.migrationgate.access.secret;

import org.jspecify.annotations.NullMarked;
