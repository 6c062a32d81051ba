/** How brokers are reached, by services and by the command line, and who may do what there. */
@NullMarked
package dev.migrationgate.events.broker;

import org.jspecify.annotations.NullMarked;
