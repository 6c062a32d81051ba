@NullMarked
package dev.migrationgate.ingest.intake;

import org.jspecify.annotations.NullMarked;
