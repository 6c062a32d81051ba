/** Tests of what a stack keeps. */
@NullMarked
package dev.migrationgate.quickstart.stack;

import org.jspecify.annotations.NullMarked;
