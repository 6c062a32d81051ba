/** Where secrets must not turn up. */
@org.jspecify.annotations.NullMarked
package dev.migrationgate.tests.secrecy;
