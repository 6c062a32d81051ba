/** Named places at which a test makes a real process die. */
@NullMarked
package dev.migrationgate.failpoint;

import org.jspecify.annotations.NullMarked;
