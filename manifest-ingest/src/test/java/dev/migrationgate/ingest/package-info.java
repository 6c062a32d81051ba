@NullMarked
package dev.migrationgate.ingest;

import org.jspecify.annotations.NullMarked;
