@NullMarked
package dev.migrationgate.manifests.finding;

import org.jspecify.annotations.NullMarked;
