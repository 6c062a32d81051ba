@NullMarked
package dev.migrationgate.manifests.change;

import org.jspecify.annotations.NullMarked;
