/** How long the validation of a large repository takes. */
@org.jspecify.annotations.NullMarked
package dev.migrationgate.benchmarks.validate;
