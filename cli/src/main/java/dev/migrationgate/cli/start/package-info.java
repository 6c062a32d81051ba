/** Faster starts of the command: what it runs once so that the JVM can note what a start needs. */
@NullMarked
package dev.migrationgate.cli.start;

import org.jspecify.annotations.NullMarked;
