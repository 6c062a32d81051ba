/** What becomes of an image that a build made: the deployments that it stands for. Knows neither Pub/Sub nor HTTP nor Kafka. */
@NullMarked
package dev.migrationgate.ingest.build;

import org.jspecify.annotations.NullMarked;
