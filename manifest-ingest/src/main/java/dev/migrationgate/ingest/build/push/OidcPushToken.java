package dev.migrationgate.ingest.build.push;

import dev.migrationgate.access.oidc.Claims;
import dev.migrationgate.access.oidc.Identity;
import dev.migrationgate.access.oidc.IdentityProvider;
import dev.migrationgate.access.oidc.KeyServer;
import dev.migrationgate.access.oidc.OidcVerifier;
import dev.migrationgate.ingest.build.BuildsConfig;
import dev.migrationgate.ingest.build.PushToken;
import java.time.Clock;

/**
 * Believes the token that Pub/Sub makes for one service account (https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions): signed by
 * the issuer, for this audience, with that account's e-mail, verified. Safe for several threads.
 */
public final class OidcPushToken implements PushToken {
    private final OidcVerifier verifier;
    private final String email;

    /** For the configured account; the issuer's keys are fetched when the first token comes. */
    public OidcPushToken(BuildsConfig.Push push, KeyServer server, Clock clock) {
        this.verifier =
                new OidcVerifier(new IdentityProvider(push.issuer(), push.keys(), push.audience()), server, clock);
        this.email = push.email();
    }

    @Override
    public Standing check(String token) {
        return switch (verifier.verify(token)) {
            case Identity.Proven(Claims claims) ->
                claims.email().filter(email::equals).isPresent()
                        ? new Standing.Trusted()
                        : new Standing.Forbidden(
                                "Only the configured service account, with a verified e-mail, may push");
            case Identity.Refused refused -> new Standing.Refused(refused.reason());
            case Identity.Unavailable unavailable -> new Standing.Unavailable(unavailable.reason());
        };
    }
}
