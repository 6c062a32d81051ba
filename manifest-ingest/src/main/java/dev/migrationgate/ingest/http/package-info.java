/** The HTTP interface, and its problem documents. */
@NullMarked
package dev.migrationgate.ingest.http;

import org.jspecify.annotations.NullMarked;
