/** What a person sees: lines, colours and a progress line on a terminal, plain lines elsewhere. */
@NullMarked
package dev.migrationgate.quickstart.screen;

import org.jspecify.annotations.NullMarked;
