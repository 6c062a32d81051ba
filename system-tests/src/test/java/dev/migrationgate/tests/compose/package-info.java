/** What the compose file says of services, brokers and secrets. */
@NullMarked
package dev.migrationgate.tests.compose;

import org.jspecify.annotations.NullMarked;
