/** Events that no service of ours wrote. */
@org.jspecify.annotations.NullMarked
package dev.migrationgate.tests.forgery;
