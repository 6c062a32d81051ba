/** What is around the services goes away, and comes back. */
@NullMarked
package dev.migrationgate.tests.outage;

import org.jspecify.annotations.NullMarked;
