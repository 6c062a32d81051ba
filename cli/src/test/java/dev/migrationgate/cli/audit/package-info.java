/** Tests of exports and their verification. */
@NullMarked
package dev.migrationgate.cli.audit;

import org.jspecify.annotations.NullMarked;
