/** Shows what is rolled out of which application, who waits for it, and why it takes its time. */
@NullMarked
package dev.migrationgate.cli.rollout;

import org.jspecify.annotations.NullMarked;
