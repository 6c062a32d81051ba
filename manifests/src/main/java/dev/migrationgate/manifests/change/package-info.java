/** What a merge changes: which manifests, and which applications deploy because of it. */
@NullMarked
package dev.migrationgate.manifests.change;

import org.jspecify.annotations.NullMarked;
