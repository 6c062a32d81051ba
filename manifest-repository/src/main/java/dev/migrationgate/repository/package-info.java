/** Reads manifests from Git: from a mirror of a repository elsewhere, or from the work tree that a user stands in. */
@NullMarked
package dev.migrationgate.repository;

import org.jspecify.annotations.NullMarked;
