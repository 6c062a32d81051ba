/** Makes a PostgreSQL database ready for one application: roles, schema, extensions, privileges and connection strings. */
@NullMarked
package dev.migrationgate.runner.database;

import org.jspecify.annotations.NullMarked;
