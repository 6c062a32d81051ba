/** The migration runner: one migration per database at a time, as a Cloud Run job, before the service is deployed. */
@NullMarked
package dev.migrationgate.runner;

import org.jspecify.annotations.NullMarked;
