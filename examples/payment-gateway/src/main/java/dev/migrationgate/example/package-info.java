/** The guide's payment service: a small HTTP program and, in the same image, its Flyway migrations. */
@NullMarked
package dev.migrationgate.example;

import org.jspecify.annotations.NullMarked;
