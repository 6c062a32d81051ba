@NullMarked
package dev.migrationgate.manifests.plan;

import org.jspecify.annotations.NullMarked;
