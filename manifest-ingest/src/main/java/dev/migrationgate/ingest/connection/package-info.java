/** The file that names what ingest is connected with. */
@NullMarked
package dev.migrationgate.ingest.connection;

import org.jspecify.annotations.NullMarked;
