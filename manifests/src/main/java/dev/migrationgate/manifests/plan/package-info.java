/** Cross-checks between manifests, and the deployment plan that they amount to. */
@NullMarked
package dev.migrationgate.manifests.plan;

import org.jspecify.annotations.NullMarked;
