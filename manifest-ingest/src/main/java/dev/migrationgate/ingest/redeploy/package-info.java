/** Makes a deployment again from what was recorded when it was asked for. */
@NullMarked
package dev.migrationgate.ingest.redeploy;

import org.jspecify.annotations.NullMarked;
