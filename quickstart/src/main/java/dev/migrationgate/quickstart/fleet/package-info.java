/** The whole system in many processes. */
@NullMarked
package dev.migrationgate.quickstart.fleet;

import org.jspecify.annotations.NullMarked;
