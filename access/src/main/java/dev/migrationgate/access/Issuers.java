package dev.migrationgate.access;

import dev.migrationgate.access.oidc.Claims;
import dev.migrationgate.access.oidc.Identity;
import dev.migrationgate.access.oidc.IdentityProvider;
import dev.migrationgate.access.oidc.KeyServer;
import dev.migrationgate.access.oidc.OidcVerifier;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The identity providers whose tokens are believed. Safe for several threads. */
final class Issuers {
    private final List<CallersConfig.Issuer> issuers;
    private final Map<IdentityProvider, OidcVerifier> verifiers;

    Issuers(List<CallersConfig.Issuer> issuers, KeyServer keys, Clock clock) {
        this.issuers = List.copyOf(issuers);
        this.verifiers = issuers.stream()
                .map(CallersConfig.Issuer::provider)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), provider -> new OidcVerifier(provider, keys, clock)));
    }

    /** Who holds this token: the first entry whose audience and claims fit says what they may do. */
    Authentication find(String token) {
        Optional<String> claimed = OidcVerifier.claimedIssuer(token);
        List<CallersConfig.Issuer> candidates = issuers.stream()
                .filter(each -> claimed.equals(Optional.of(each.provider().issuer())))
                .toList();
        if (candidates.isEmpty()) {
            return new Authentication.Refused(
                    "the token is neither one of ours nor of an issuer that is configured here");
        }
        Map<IdentityProvider, Identity> identities = candidates.stream()
                .map(CallersConfig.Issuer::provider)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), provider -> verify(provider, token)));
        return candidates.stream()
                .flatMap(each -> caller(each, Optional.ofNullable(identities.get(each.provider()))).stream())
                .<Authentication>map(Authentication.Known::new)
                .findFirst()
                .orElseGet(() -> refused(List.copyOf(identities.values())));
    }

    private Identity verify(IdentityProvider provider, String token) {
        return Optional.ofNullable(verifiers.get(provider)).orElseThrow().verify(token);
    }

    private static Optional<Caller> caller(CallersConfig.Issuer issuer, Optional<Identity> identity) {
        if (identity.isPresent()
                && identity.get() instanceof Identity.Proven(Claims claims)
                && issuer.conditions().stream().allMatch(condition -> condition.holds(claims))) {
            return Optional.of(new Caller(actor(issuer.provider(), claims), issuer.role(), issuer.scope()));
        }
        return Optional.empty();
    }

    private static String actor(IdentityProvider provider, Claims claims) {
        String subject = claims.subject().orElse("");
        return switch (provider.issuer()) {
            case IdentityProvider.GITHUB_ACTIONS -> "github-actions:" + subject;
            case IdentityProvider.GOOGLE -> "google:" + claims.email().orElse(subject);
            default -> URI.create(provider.issuer()).getHost() + ":" + subject;
        };
    }

    private static Authentication refused(List<Identity> identities) {
        String reason = "";
        for (Identity identity : identities) {
            switch (identity) {
                case Identity.Unavailable unavailable -> {
                    return new Authentication.Unavailable(unavailable.reason());
                }
                case Identity.Proven _ ->
                    reason = "the token is genuine, but its claims are none that are configured here";
                case Identity.Refused refused -> reason = reason.isEmpty() ? refused.reason() : reason;
            }
        }
        return new Authentication.Refused(reason);
    }
}
