package dev.migrationgate.ingest.hook;

import dev.migrationgate.access.signature.Headers;
import dev.migrationgate.access.signature.Verification;
import dev.migrationgate.google.secret.SecretException;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.ingest.source.Push;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.repository.CommitId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the hooks of one kind of host. Nothing of a body is looked at before its signature was found to be made with the secret of some
 * repository, and nothing of it counts unless that is the secret of the repository that it is about. May wait for secrets to be
 * read. Safe for several threads.
 */
public final class Hooks {
    private static final String NO_COMMIT = "0".repeat(40);
    private static final String BRANCHES = "refs/heads/";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern ACTOR = Pattern.compile("[!-~]{1,100}");

    private final Dialect dialect;
    private final List<RepositoryConfig> repositories;
    private final Secrets secrets;

    private Hooks(Dialect dialect, List<RepositoryConfig> repositories, Secrets secrets) {
        this.dialect = dialect;
        this.repositories = List.copyOf(repositories);
        this.secrets = secrets;
    }

    /**
     * The hooks of a kind of host.
     *
     * @param repositories all that are configured; those of other hosts do not count
     * @param clock tells whether a signature is too old, where it has a time
     */
    public static Hooks of(
            RepositoryConfig.Provider provider, List<RepositoryConfig> repositories, Secrets secrets, Clock clock) {
        Dialect dialect = switch (provider) {
            case GITHUB -> new GithubDialect();
            case GITLAB -> new GitlabDialect(clock);
        };
        List<RepositoryConfig> own = repositories.stream()
                .filter(repository -> repository.provider() == provider)
                .toList();
        return new Hooks(dialect, own, secrets);
    }

    /** What the host is called. */
    public String host() {
        return dialect.name();
    }

    /**
     * Reads a request.
     *
     * @param body the body as it came, byte for byte
     * @param traceparent W3C trace context that what comes of it carries on
     */
    public HookReading read(Headers headers, byte[] body, String traceparent) {
        if (repositories.isEmpty()) {
            return new HookReading.UnknownRepository("no repository of this host is configured here");
        }
        Optional<HookReading> stranger = stranger(headers, body, repositories);
        if (stranger.isPresent()) {
            return stranger.get();
        }
        List<String> events = headers.all(dialect.eventHeader());
        if (events.size() != 1) {
            return new HookReading.Malformed("the header " + dialect.eventHeader() + " has to be there once");
        }
        boolean ping = dialect.pingEvent().filter(events.getFirst()::equals).isPresent();
        if (!ping && !events.getFirst().equals(dialect.pushEvent())) {
            return new HookReading.Ignored("the event '" + Finding.shown(events.getFirst()) + "' deploys nothing");
        }
        Optional<Payload> payload = Payload.read(body);
        if (payload.isEmpty()) {
            return new HookReading.Malformed("the body is no JSON object");
        }
        Optional<String> name = dialect.repository(payload.get());
        if (ping && name.isEmpty()) {
            // A hook of an organization is of no repository.
            return new HookReading.Ping();
        }
        return about(
                name.orElse(""),
                headers,
                body,
                repository ->
                        ping ? new HookReading.Ping() : push(repository, headers, payload.get(), body, traceparent));
    }

    private HookReading about(String name, Headers headers, byte[] body, Reading reading) {
        Optional<RepositoryConfig> repository = repositories.stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst();
        if (repository.isEmpty()) {
            return new HookReading.UnknownRepository("the repository '" + Finding.shown(name)
                    + "' is not configured here; add it to the file that CONNECTIONS_FILE names");
        }
        return stranger(headers, body, List.of(repository.get())).orElseGet(() -> reading.of(repository.get()));
    }

    /** Why it is not one of these repositories that tells; empty: it is. */
    private Optional<HookReading> stranger(Headers headers, byte[] body, List<RepositoryConfig> possible) {
        var known = new ArrayList<byte[]>();
        boolean all = true;
        for (RepositoryConfig repository : possible) {
            for (SecretReference reference : repository.hookSecrets()) {
                try {
                    known.add(secrets.read(reference));
                } catch (SecretException _) {
                    // Two secrets are active while one is replaced: the other may fit.
                    all = false;
                }
            }
        }
        return switch (dialect.verify(headers, body, known)) {
            case Verification.Valid _ -> Optional.empty();
            case Verification.Invalid(String reason) ->
                Optional.of(
                        all
                                ? new HookReading.Unsigned(reason)
                                : new HookReading.Unavailable("a hook's secret cannot be read now"));
        };
    }

    private HookReading push(
            RepositoryConfig repository, Headers headers, Payload payload, byte[] body, String traceparent) {
        String ref = payload.text("ref").orElse("");
        String after = payload.text("after").orElse("");
        if (!ref.startsWith(BRANCHES)) {
            return new HookReading.Ignored("'" + Finding.shown(ref) + "' is no branch");
        }
        String branch = ref.substring(BRANCHES.length());
        if (!repository.branches().contains(branch)) {
            return new HookReading.Ignored("the branch '" + Finding.shown(branch) + "' is not one that is followed");
        }
        if (payload.flag("deleted") || after.equals(NO_COMMIT)) {
            return new HookReading.Ignored("the branch was deleted; what runs is left running");
        }
        Optional<CommitId> commit = commit(after);
        if (commit.isEmpty()) {
            return new HookReading.Malformed("'after' is no commit id: 40 hexadecimal digits");
        }
        Optional<String> id = id(headers);
        if (id.isEmpty()) {
            return new HookReading.Malformed("a header with the delivery's id has to be there once, "
                    + String.join(" or ", dialect.idHeaders()) + ", with 1 to 128 letters, digits, '-' and '_'");
        }
        var origin = new Origin(
                dialect.name(),
                dialect.actor(payload).filter(actor -> ACTOR.matcher(actor).matches()),
                Optional.of(repository.name()),
                Optional.of(ref),
                Optional.of(after));
        return new HookReading.Pushed(new Push(
                repository,
                branch,
                payload.text("before").flatMap(Hooks::commit),
                commit.get(),
                Delivery.ofHook(dialect.deliveryId(repository.name(), id.get()), body, traceparent, origin)));
    }

    private Optional<String> id(Headers headers) {
        return dialect.idHeaders().stream()
                .map(headers::all)
                .filter(values -> !values.isEmpty())
                .findFirst()
                .filter(values -> values.size() == 1)
                .map(List::getFirst)
                .filter(value -> ID.matcher(value).matches());
    }

    private static Optional<CommitId> commit(String text) {
        try {
            return Optional.of(new CommitId(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Reading {
        HookReading of(RepositoryConfig repository);
    }
}
