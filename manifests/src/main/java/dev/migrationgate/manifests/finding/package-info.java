/** What is wrong with a manifest, where, and how to cure it. */
@NullMarked
package dev.migrationgate.manifests.finding;

import org.jspecify.annotations.NullMarked;
