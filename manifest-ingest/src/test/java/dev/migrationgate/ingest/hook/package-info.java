/** Tests of reading hooks. */
@NullMarked
package dev.migrationgate.ingest.hook;

import org.jspecify.annotations.NullMarked;
