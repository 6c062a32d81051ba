/** The table of topics: each one's name, key, value, writers, readers and settings. */
@NullMarked
package dev.migrationgate.events.topics;

import org.jspecify.annotations.NullMarked;
