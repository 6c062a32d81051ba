/** Tests of the validation of manifests. */
@NullMarked
package dev.migrationgate.cli.validate;

import org.jspecify.annotations.NullMarked;
