/** {@code gate acls}: the brokers' access rules, applied and checked. */
@NullMarked
package dev.migrationgate.cli.acls;

import org.jspecify.annotations.NullMarked;
