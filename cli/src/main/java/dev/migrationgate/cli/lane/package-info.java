/** Shows who holds a database's lane, who waits for it, and why; lets one go on that is held. */
@NullMarked
package dev.migrationgate.cli.lane;

import org.jspecify.annotations.NullMarked;
