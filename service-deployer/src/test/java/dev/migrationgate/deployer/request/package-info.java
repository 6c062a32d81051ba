/** Tests of the package. */
@NullMarked
package dev.migrationgate.deployer.request;

import org.jspecify.annotations.NullMarked;
