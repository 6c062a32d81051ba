@NullMarked
package dev.migrationgate.ingest.report;

import org.jspecify.annotations.NullMarked;
