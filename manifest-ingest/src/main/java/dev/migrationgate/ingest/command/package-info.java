/** What people ask for about a deployment that was accepted before: cancel, retry, release its lane, rotate its passwords. */
@NullMarked
package dev.migrationgate.ingest.command;

import org.jspecify.annotations.NullMarked;
