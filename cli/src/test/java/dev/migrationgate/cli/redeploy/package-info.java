/** Tests of {@code gate redeploy}. */
@NullMarked
package dev.migrationgate.cli.redeploy;

import org.jspecify.annotations.NullMarked;
