/** Repositories of manifests: what was merged, and which deployments it asks for. */
@NullMarked
package dev.migrationgate.ingest.source;

import org.jspecify.annotations.NullMarked;
