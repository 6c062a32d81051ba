/** YAML or JSON text to a bounded tree of nodes that know their positions. */
@NullMarked
package dev.migrationgate.manifests.yaml;

import org.jspecify.annotations.NullMarked;
