/** Lists what services could not read, and sends it to its topic once more. */
@NullMarked
package dev.migrationgate.cli.deadletter;

import org.jspecify.annotations.NullMarked;
