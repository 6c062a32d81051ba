/** What is asked of the system during a chaos run, and by whom. */
@NullMarked
package dev.migrationgate.quickstart.chaos.load;

import org.jspecify.annotations.NullMarked;
