/** Between Kafka and the rollouts: gate openings in, endings out, state and observations as JSON. */
@NullMarked
package dev.migrationgate.deployer.request;

import org.jspecify.annotations.NullMarked;
