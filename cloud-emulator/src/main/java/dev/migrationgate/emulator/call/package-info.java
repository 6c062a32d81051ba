/** How a gRPC call is answered: names, pages, refusals and the audit record. */
@NullMarked
package dev.migrationgate.emulator.call;

import org.jspecify.annotations.NullMarked;
