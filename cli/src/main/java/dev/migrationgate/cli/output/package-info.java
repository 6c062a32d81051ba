/** How commands write what they have to say: for people, or as JSON. */
@NullMarked
package dev.migrationgate.cli.output;

import org.jspecify.annotations.NullMarked;
