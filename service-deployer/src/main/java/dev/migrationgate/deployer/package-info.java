/** The service deployer: rolls a service out once its migration succeeded, by events alone. */
@NullMarked
package dev.migrationgate.deployer;

import org.jspecify.annotations.NullMarked;
