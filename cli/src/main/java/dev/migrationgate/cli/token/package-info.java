/** Tokens that prove to ingest who calls: made here, and sent along with what is asked. */
@NullMarked
package dev.migrationgate.cli.token;

import org.jspecify.annotations.NullMarked;
