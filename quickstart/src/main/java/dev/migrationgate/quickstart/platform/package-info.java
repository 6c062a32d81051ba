/**
 * The parts that the services stand on, run for real on one machine: a Kafka broker in this process, an Apicurio registry and a
 * PostgreSQL server as child processes, all on the loopback address, with their state in one directory.
 */
@NullMarked
package dev.migrationgate.quickstart.platform;

import org.jspecify.annotations.NullMarked;
