package dev.migrationgate.access.oidc;

import java.net.URI;
import java.util.Optional;

/**
 * Whose tokens are believed, and which of them.
 *
 * @param issuer the claim {@code iss}, letter by letter; an https address
 * @param keys where the issuer's public keys are (a JSON Web Key Set); absent: where the issuer's
 *     {@code /.well-known/openid-configuration} says
 * @param audience the claim {@code aud} must have this: a token that was made for somebody else proves nothing to us
 */
public record IdentityProvider(String issuer, Optional<URI> keys, String audience) {
    /** Workflows of GitHub (https://docs.github.com/en/actions/reference/security/oidc). */
    public static final String GITHUB_ACTIONS = "https://token.actions.githubusercontent.com";

    /** Service accounts and people of Google (https://developers.google.com/identity/openid-connect/openid-connect). */
    public static final String GOOGLE = "https://accounts.google.com";

    /** Refuses, with {@link IllegalArgumentException}, an empty issuer or audience. */
    public IdentityProvider {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("an identity provider needs an issuer and an audience");
        }
    }
}
