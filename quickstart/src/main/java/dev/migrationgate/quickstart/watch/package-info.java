/** What can be seen of running deployments from outside: their events, and their migrations' logs. */
@NullMarked
package dev.migrationgate.quickstart.watch;

import org.jspecify.annotations.NullMarked;
