/** How commands reach the brokers. */
@NullMarked
package dev.migrationgate.cli.broker;

import org.jspecify.annotations.NullMarked;
