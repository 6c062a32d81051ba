/** Tests of the package. */
@NullMarked
package dev.migrationgate.deployer.view;

import org.jspecify.annotations.NullMarked;
