/** A running installation, whose settings and accepted manifests others are held against. */
@NullMarked
package dev.migrationgate.cli.installation;

import org.jspecify.annotations.NullMarked;
