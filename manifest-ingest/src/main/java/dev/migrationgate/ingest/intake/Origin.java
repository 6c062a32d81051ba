package dev.migrationgate.ingest.intake;

import java.util.Optional;

/**
 * Where a request came from, as far as that was proved. It becomes the requester of every event.
 *
 * @param source {@code api}, {@code github}, {@code gitlab}, {@code cloud-build} or {@code catch-up}
 * @param actor who merged or called; absent where nobody proved who they are
 * @param repository repository of the manifests, as the configuration names it
 * @param ref git ref that was merged into, such as {@code refs/heads/main}
 * @param commit full id of the commit that the manifests were read at
 */
public record Origin(
        String source,
        Optional<String> actor,
        Optional<String> repository,
        Optional<String> ref,
        Optional<String> commit) {
    /** A call of the HTTP interface by somebody who proved nothing. */
    public static final Origin API =
            new Origin("api", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** A call of the HTTP interface by somebody who proved who they are. */
    public static Origin api(String actor) {
        return new Origin("api", Optional.of(actor), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
