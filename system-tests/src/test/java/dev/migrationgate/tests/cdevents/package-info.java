/** What others are told as CDEvents, by real ledgers over real parts. */
@NullMarked
package dev.migrationgate.tests.cdevents;

import org.jspecify.annotations.NullMarked;
