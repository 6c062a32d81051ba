/**
 * A lane: everything that must happen in order on one database. Pure: decides by state, input and time alone, and knows
 * neither Kafka, nor Avro, nor Google.
 */
@NullMarked
package dev.migrationgate.runner.lane;

import org.jspecify.annotations.NullMarked;
