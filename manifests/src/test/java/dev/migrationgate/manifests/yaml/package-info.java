@NullMarked
package dev.migrationgate.manifests.yaml;

import org.jspecify.annotations.NullMarked;
