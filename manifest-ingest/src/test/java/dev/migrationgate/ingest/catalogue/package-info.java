@NullMarked
package dev.migrationgate.ingest.catalogue;

import org.jspecify.annotations.NullMarked;
