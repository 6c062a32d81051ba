/** What becomes of a posted text: refused, or accepted and published once. Knows neither HTTP nor Kafka. */
@NullMarked
package dev.migrationgate.ingest.intake;

import org.jspecify.annotations.NullMarked;
