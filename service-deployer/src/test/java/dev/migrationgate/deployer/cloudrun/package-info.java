/** Tests of the package. */
@NullMarked
package dev.migrationgate.deployer.cloudrun;

import org.jspecify.annotations.NullMarked;
