/** Tests of signatures. */
@NullMarked
package dev.migrationgate.access.signature;

import org.jspecify.annotations.NullMarked;
