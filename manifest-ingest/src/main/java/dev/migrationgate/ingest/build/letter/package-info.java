/** Letters about messages of builds that nobody can read. */
@NullMarked
package dev.migrationgate.ingest.build.letter;

import org.jspecify.annotations.NullMarked;
