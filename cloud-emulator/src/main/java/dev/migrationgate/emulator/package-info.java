/** Google Cloud on one machine: Cloud Run, Secret Manager and Logging over gRPC, with containers as processes. */
@NullMarked
package dev.migrationgate.emulator;

import org.jspecify.annotations.NullMarked;
