/** Decide, then act: what a state machine and its effects look like to whatever hosts them. No Kafka in here. */
@NullMarked
package dev.migrationgate.host;

import org.jspecify.annotations.NullMarked;
