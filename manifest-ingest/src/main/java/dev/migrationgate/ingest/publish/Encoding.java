package dev.migrationgate.ingest.publish;

import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.serde.EventCodec;
import java.util.Optional;

/**
 * How events are written.
 *
 * @param codec gives them their form
 * @param key signs every request for a deployment; empty: they are not signed
 */
public record Encoding(EventCodec codec, Optional<SigningKey> key) {}
