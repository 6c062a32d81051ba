package dev.migrationgate.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * Checks tokens of one identity provider (OpenID Connect Core 1.0, section 3.1.3.7): signature, issuer, audience and time. Whose
 * token it is, and what they may do, is for the caller to say. May wait for the issuer's keys, 10 seconds at most, so it is no
 * work for an event loop. Safe for several threads.
 *
 * <p>The algorithm is never the token's choice: two are taken, both with a key pair. So a token without a signature, and one that
 * is signed with the public key as if it were a secret, are refused (RFC 8725, sections 2.1 and 3.1).
 */
public final class OidcVerifier {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    /** How far the issuer's clock and ours may be apart. */
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    /** A token travels in a header, and all of those together have 8 KiB. */
    private static final int MAX_CHARACTERS = 8_192;

    private final IdentityProvider provider;
    private final Clock clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** A verifier with keys of its own, fetched when the first token comes. */
    public OidcVerifier(IdentityProvider provider, KeyServer server, Clock clock) {
        this.provider = provider;
        this.clock = clock;
        var keys = new CachedKeys(new PublishedKeys(provider, server), clock);
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        // Claims are checked below, by our clock.
        processor.setJWTClaimsSetVerifier((_, _) -> {});
    }

    /** Who says to have issued the token; nothing has proved it. Empty: it is no signed token. */
    public static Optional<String> claimedIssuer(String token) {
        return parsed(token).flatMap(OidcVerifier::issuer);
    }

    /** Looks at a token. */
    public Identity verify(String token) {
        if (token.length() > MAX_CHARACTERS) {
            return new Identity.Refused("the token is too long");
        }
        return parsed(token).map(this::verify).orElseGet(() -> new Identity.Refused("it is no signed token"));
    }

    private Identity verify(SignedJWT signed) {
        if (!ALGORITHMS.contains(signed.getHeader().getAlgorithm())) {
            return new Identity.Refused("the token's algorithm must be RS256 or ES256");
        }
        if (signed.getHeader().getKeyID() == null) {
            return new Identity.Refused("the token does not name its key");
        }
        try {
            JWTClaimsSet claims = processor.process(signed, null);
            return problem(claims)
                    .<Identity>map(Identity.Refused::new)
                    .orElseGet(() -> new Identity.Proven(new Claims(claims.getClaims())));
        } catch (KeySourceException e) {
            return new Identity.Unavailable(String.valueOf(e.getMessage()));
        } catch (BadJOSEException | JOSEException _) {
            return new Identity.Refused("the token's signature fits no key of " + provider.issuer());
        }
    }

    /** The token, with claims that can be read; nothing is proved. Empty: it is no signed token. */
    private static Optional<SignedJWT> parsed(String token) {
        if (token.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            return issuer(signed).isPresent() ? Optional.of(signed) : Optional.empty();
        } catch (ParseException | RuntimeException _) {
            // The library fails with NullPointerException at a header that has nothing but a byte order mark; its
            // messages
            // quote the token, so they go nowhere.
            return Optional.empty();
        }
    }

    private Optional<String> problem(JWTClaimsSet claims) {
        if (!provider.issuer().equals(claims.getIssuer())) {
            return Optional.of("the token has another issuer than " + provider.issuer());
        }
        if (!claims.getAudience().contains(provider.audience())) {
            return Optional.of("the token was made for another audience than '" + provider.audience() + "'");
        }
        Instant now = clock.instant();
        Optional<Instant> expires = instant(claims.getExpirationTime());
        Optional<Instant> issued = instant(claims.getIssueTime());
        if (expires.isEmpty() || issued.isEmpty()) {
            return Optional.of("the token has no 'exp' or no 'iat'");
        }
        if (!now.minus(LEEWAY).isBefore(expires.get())) {
            return Optional.of("the token has expired");
        }
        Optional<Instant> notBefore = instant(claims.getNotBeforeTime());
        boolean early = issued.get().isAfter(now.plus(LEEWAY))
                || notBefore.filter(start -> start.isAfter(now.plus(LEEWAY))).isPresent();
        return early ? Optional.of("the token is not in force yet; are the clocks right?") : Optional.empty();
    }

    private static Optional<String> issuer(SignedJWT signed) {
        try {
            return Optional.ofNullable(signed.getJWTClaimsSet().getIssuer());
        } catch (ParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }
}
