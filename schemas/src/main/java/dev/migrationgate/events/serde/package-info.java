/** Events to bytes and back: Confluent's wire format, the schema registry, CloudEvents headers. */
@NullMarked
package dev.migrationgate.events.serde;

import org.jspecify.annotations.NullMarked;
