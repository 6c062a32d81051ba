package dev.migrationgate.ingest.hook;

import dev.migrationgate.access.signature.Headers;
import dev.migrationgate.access.signature.Verification;
import java.util.List;
import java.util.Optional;

/** How a host tells. */
interface Dialect {
    /** What it is called in deliveries and metrics. */
    String name();

    /** Looks at the signature of a request; {@code secrets} as {@link dev.migrationgate.google.secret.Secrets} gives them. */
    Verification verify(Headers headers, byte[] body, List<byte[]> secrets);

    /** The header that names the event. */
    String eventHeader();

    /** The event that tells of a push. */
    String pushEvent();

    /** The event that asks whether somebody listens; empty: there is none. */
    Optional<String> pingEvent();

    /** The headers that may have the delivery's id, the preferred one first. */
    List<String> idHeaders();

    /**
     * The delivery's id, without the host's name.
     *
     * @param repository the repository's configured name
     * @param id what came in the header
     */
    String deliveryId(String repository, String id);

    /** The repository's name, as the configuration has it. */
    Optional<String> repository(Payload payload);

    /** Who pushed. */
    Optional<String> actor(Payload payload);
}
