/** What the whole system stands on: everything in this JVM, or everything in containers. */
@NullMarked
package dev.migrationgate.tests.ground;

import org.jspecify.annotations.NullMarked;
