/** Where lanes meet Kafka: events and commands in, events out, and the bytes of what is kept in between. */
@NullMarked
package dev.migrationgate.runner.request;

import org.jspecify.annotations.NullMarked;
