@NullMarked
package dev.migrationgate.ingest.build.letter;

import org.jspecify.annotations.NullMarked;
