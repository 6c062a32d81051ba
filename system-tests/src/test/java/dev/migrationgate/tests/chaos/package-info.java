/** What the chaos run asks for. */
@org.jspecify.annotations.NullMarked
package dev.migrationgate.tests.chaos;
