@NullMarked
package dev.migrationgate.manifests.schema;

import org.jspecify.annotations.NullMarked;
