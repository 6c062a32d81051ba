@NullMarked
package dev.migrationgate.ingest.build.push;

import org.jspecify.annotations.NullMarked;
