/** The file that names what a service is connected with. */
@NullMarked
package dev.migrationgate.access.connection;

import org.jspecify.annotations.NullMarked;
