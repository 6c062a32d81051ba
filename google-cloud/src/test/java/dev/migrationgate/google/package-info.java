/** Tests of the clients' settings against a small gRPC server. */
@NullMarked
package dev.migrationgate.google;

import org.jspecify.annotations.NullMarked;
