@NullMarked
package dev.migrationgate.ingest.publish;

import org.jspecify.annotations.NullMarked;
