/** What is done to the system during a chaos run. */
@NullMarked
package dev.migrationgate.quickstart.chaos.fault;

import org.jspecify.annotations.NullMarked;
