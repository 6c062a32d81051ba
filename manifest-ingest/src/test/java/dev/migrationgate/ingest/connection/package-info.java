@NullMarked
package dev.migrationgate.ingest.connection;

import org.jspecify.annotations.NullMarked;
