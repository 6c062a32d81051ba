/** The kinds of manifest, their shape, and their reading from text. */
@NullMarked
package dev.migrationgate.manifests.model;

import org.jspecify.annotations.NullMarked;
