package dev.migrationgate.access;

import dev.migrationgate.access.oidc.KeyServer;
import dev.migrationgate.access.signature.Headers;
import dev.migrationgate.access.signature.StandardWebhooks;
import dev.migrationgate.google.secret.Secrets;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out who sends a request. Reads files and may ask for secrets and keys, so it is no work for an event loop. Safe for several
 * threads.
 */
public final class Callers {
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "bearer ";

    private final boolean open;
    private final Optional<TokensFile> tokens;
    private final Signers signers;
    private final Issuers issuers;

    private Callers(Optional<CallersConfig> config, CloudScopes scopes, Secrets secrets, KeyServer keys, Clock clock) {
        this.open = config.isEmpty();
        this.tokens = config.flatMap(CallersConfig::tokensFile).map(file -> new TokensFile(file, clock, scopes));
        this.signers = new Signers(config.map(CallersConfig::signers).orElse(List.of()), secrets, clock);
        this.issuers = new Issuers(config.map(CallersConfig::issuers).orElse(List.of()), keys, clock);
    }

    /** Nobody has to prove anything. */
    public static Callers anybody() {
        return from(
                Optional.empty(),
                new CloudScopes("", "", List.of()),
                _ -> new byte[0],
                address -> {
                    throw new IOException("nothing is fetched from " + address);
                },
                Clock.systemUTC());
    }

    /**
     * Those who are configured, or anybody where nothing is.
     *
     * @param scopes whether the scopes of those who deploy hold
     * @throws IllegalStateException the tokens file cannot be used
     */
    public static Callers from(
            Optional<CallersConfig> config, CloudScopes scopes, Secrets secrets, KeyServer keys, Clock clock) {
        return new Callers(config, scopes, secrets, keys, clock);
    }

    /** Why the tokens file cannot be used as it is now; empty: it can, or there is none. */
    public Optional<String> problem() {
        return tokens.flatMap(TokensFile::problem);
    }

    /**
     * Who sends a request, by its headers.
     *
     * @param mayBeSigned whether a signature of the body will do
     */
    public Authentication authenticate(Headers headers, boolean mayBeSigned) {
        return atOnce(headers, mayBeSigned)
                .orElseGet(() -> authorization(headers.all(AUTHORIZATION).getFirst()));
    }

    /** The same where nothing has to be looked up for it, which any thread may do; empty: a token has to be. */
    public Optional<Authentication> atOnce(Headers headers, boolean mayBeSigned) {
        if (open) {
            return Optional.of(new Authentication.Open());
        }
        List<String> authorization = headers.all(AUTHORIZATION);
        if (authorization.size() > 1) {
            return Optional.of(new Authentication.Refused("the header Authorization is there more than once"));
        }
        if (!authorization.isEmpty()) {
            return Optional.empty();
        }
        boolean signed = mayBeSigned
                && !signers.none()
                && !headers.all(StandardWebhooks.SIGNATURE).isEmpty();
        return Optional.of(
                signed
                        ? new Authentication.Signed()
                        : new Authentication.Refused("send a token: 'Authorization: Bearer' and the token"));
    }

    /** Who signed a body; asked only after {@link Authentication.Signed}. */
    public Authentication authenticate(Headers headers, byte[] body) {
        return signers.find(headers, body);
    }

    private Authentication authorization(String value) {
        if (!value.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return new Authentication.Refused("the header Authorization has to be 'Bearer' and a token");
        }
        String token = value.substring(BEARER.length()).strip();
        if (token.startsWith("mg_")) {
            return tokens.map(file -> file.find(token))
                    .orElseGet(() -> new Authentication.Refused("the token is not known"));
        }
        return issuers.find(token);
    }
}
