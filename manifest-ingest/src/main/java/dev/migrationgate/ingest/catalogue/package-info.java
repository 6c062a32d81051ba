/** What was accepted before, read back from the manifests topic. */
@NullMarked
package dev.migrationgate.ingest.catalogue;

import org.jspecify.annotations.NullMarked;
