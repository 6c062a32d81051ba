/**
 * Decides about rollouts: one at a time for each application, in order, as a pure step function. Knows neither Kafka nor
 * Google; what it asks for as an effect comes back as an observation.
 */
@NullMarked
package dev.migrationgate.deployer.rollout;

import org.jspecify.annotations.NullMarked;
