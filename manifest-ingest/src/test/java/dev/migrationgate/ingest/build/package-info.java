@NullMarked
package dev.migrationgate.ingest.build;

import org.jspecify.annotations.NullMarked;
