/** What hosts of repositories tell of: whether it is them, and what it is. */
@NullMarked
package dev.migrationgate.ingest.hook;

import org.jspecify.annotations.NullMarked;
