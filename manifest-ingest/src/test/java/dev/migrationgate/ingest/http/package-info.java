@NullMarked
package dev.migrationgate.ingest.http;

import org.jspecify.annotations.NullMarked;
