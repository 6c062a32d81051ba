/** Says what a merge would do, before it is one. */
@NullMarked
package dev.migrationgate.cli.plan;

import org.jspecify.annotations.NullMarked;
