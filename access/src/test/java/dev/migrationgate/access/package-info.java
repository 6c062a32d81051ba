/** Tests of who may call. */
@NullMarked
package dev.migrationgate.access;

import org.jspecify.annotations.NullMarked;
