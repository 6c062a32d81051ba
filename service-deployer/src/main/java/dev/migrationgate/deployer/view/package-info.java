/** Rollouts as people see them. */
@NullMarked
package dev.migrationgate.deployer.view;

import org.jspecify.annotations.NullMarked;
