/** Lets a shell complete what is typed. */
@NullMarked
package dev.migrationgate.cli.completion;

import org.jspecify.annotations.NullMarked;
