/** Creates the topics from the table in code, and names every difference between a broker and that table. */
@NullMarked
package dev.migrationgate.cli.topics;

import org.jspecify.annotations.NullMarked;
