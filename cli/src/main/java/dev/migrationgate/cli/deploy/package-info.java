/** Posts manifests to ingest and shows its answer. */
@NullMarked
package dev.migrationgate.cli.deploy;

import org.jspecify.annotations.NullMarked;
