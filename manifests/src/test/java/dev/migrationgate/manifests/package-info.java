@NullMarked
package dev.migrationgate.manifests;

import org.jspecify.annotations.NullMarked;
