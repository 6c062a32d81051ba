/** Who calls, how they prove it, and what they may do. Knows no server. */
@NullMarked
package dev.migrationgate.access;

import org.jspecify.annotations.NullMarked;
