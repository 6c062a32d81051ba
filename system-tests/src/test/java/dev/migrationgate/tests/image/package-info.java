/** The images that the profile {@code containers} makes. */
@NullMarked
package dev.migrationgate.tests.image;

import org.jspecify.annotations.NullMarked;
