/** Tests of the package. */
@NullMarked
package dev.migrationgate.deployer;

import org.jspecify.annotations.NullMarked;
