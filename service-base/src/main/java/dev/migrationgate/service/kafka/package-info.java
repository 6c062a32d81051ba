/** What every service that lives on Kafka asks of it: whether a broker answers. */
@NullMarked
package dev.migrationgate.service.kafka;

import org.jspecify.annotations.NullMarked;
