/** Real services, killed at every place where they touch something outside. */
@org.jspecify.annotations.NullMarked
package dev.migrationgate.tests.crash;
