/** Hosts a state machine in Kafka Streams: state in a changelogged store, exactly once, effects after the commit. */
@NullMarked
package dev.migrationgate.host.streams;

import org.jspecify.annotations.NullMarked;
