package dev.migrationgate.runner.request;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.SigningKey;
import java.util.Optional;

/**
 * Whose word the runner takes, and what it gives its own with.
 *
 * @param requests whose requests are acted on; empty: anybody's
 * @param gate signs that migrations succeeded
 */
public record Keys(Optional<PublicKeys> requests, SigningKey gate) {}
