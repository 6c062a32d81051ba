package dev.migrationgate.trace;

import java.time.Instant;
import java.util.Optional;

/**
 * A piece of work whose end is known.
 *
 * @param work which
 * @param application whose it was
 * @param begun since when
 * @param ended until when
 * @param outcome how it ended, in a word
 * @param problem why it failed, in a word; absent: it did not
 */
public record EndedWork(
        TracedWork work, String application, Instant begun, Instant ended, String outcome, Optional<String> problem) {}
