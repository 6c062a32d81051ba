/** Checks manifests where they are written, with the rules that ingest has. */
@NullMarked
package dev.migrationgate.cli.validate;

import org.jspecify.annotations.NullMarked;
