/** Tests of what proves that recorded events are all there and unchanged. */
@NullMarked
package dev.migrationgate.audit;

import org.jspecify.annotations.NullMarked;
