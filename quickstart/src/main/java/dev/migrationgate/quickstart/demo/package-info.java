/** The demonstration: three versions of one application, what must become of each, and what was measured. */
@NullMarked
package dev.migrationgate.quickstart.demo;

import org.jspecify.annotations.NullMarked;
