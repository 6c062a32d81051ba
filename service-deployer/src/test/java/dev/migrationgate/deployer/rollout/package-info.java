/** Tests of the package. */
@NullMarked
package dev.migrationgate.deployer.rollout;

import org.jspecify.annotations.NullMarked;
