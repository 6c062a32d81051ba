/** Carries out a rollout's effects with the Cloud Run Admin API v2. */
@NullMarked
package dev.migrationgate.deployer.cloudrun;

import org.jspecify.annotations.NullMarked;
