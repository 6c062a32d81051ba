/** {@code gate redeploy}: makes deployments again from what was recorded. */
@NullMarked
package dev.migrationgate.cli.redeploy;

import org.jspecify.annotations.NullMarked;
