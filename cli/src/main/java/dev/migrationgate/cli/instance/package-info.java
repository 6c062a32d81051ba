/** What instances of the services say of themselves at their management addresses. */
@NullMarked
package dev.migrationgate.cli.instance;

import org.jspecify.annotations.NullMarked;
