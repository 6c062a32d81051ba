/** Secret Manager. */
@NullMarked
package dev.migrationgate.emulator.secret;

import org.jspecify.annotations.NullMarked;
