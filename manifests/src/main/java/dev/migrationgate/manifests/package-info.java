/** Identities that every part of the system shares: manifests, applications, lanes, deployments. */
@NullMarked
package dev.migrationgate.manifests;

import org.jspecify.annotations.NullMarked;
