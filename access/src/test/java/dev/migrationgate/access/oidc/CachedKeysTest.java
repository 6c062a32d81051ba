package dev.migrationgate.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CachedKeysTest {
    private final TestIssuer issuer = new TestIssuer(IdentityProvider.GOOGLE);
    private final SettableClock clock = new SettableClock(TestIssuer.NOW);
    private final OidcVerifier verifier = new OidcVerifier(issuer.provider(), issuer, clock);
    private final RSAKey newKey = TestIssuer.rsa("rsa-2");

    @Test
    void keysAreFetchedOnceForManyTokens() {
        for (int i = 0; i < 10; i++) {
            assertThat(verifier.verify(issuer.token(Map.of()))).isInstanceOf(Identity.Proven.class);
        }

        assertThat(issuer.fetched).hasSize(1);
    }

    @Test
    void anUnknownKeyIsAskedForAtMostOnceAMinute() {
        for (int i = 0; i < 50; i++) {
            assertThat(verifier.verify(signedWithTheNewKey())).isInstanceOf(Identity.Refused.class);
        }
        assertThat(issuer.fetched).hasSize(1);

        issuer.published = new JWKSet(List.of(issuer.rsa, newKey));
        clock.advance(Duration.ofSeconds(59));
        assertThat(verifier.verify(signedWithTheNewKey())).isInstanceOf(Identity.Refused.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(verifier.verify(signedWithTheNewKey())).isInstanceOf(Identity.Proven.class);
        assertThat(issuer.fetched).hasSize(2);
    }

    @Test
    void whileTheKeyServerIsAwayNothingCanBeSaidAndTenSecondsLaterItIsAskedAgain() {
        issuer.away = true;
        for (int i = 0; i < 10; i++) {
            assertThat(verifier.verify(issuer.token(Map.of())))
                    .isEqualTo(new Identity.Unavailable("the keys of https://accounts.google.com are out of reach"));
        }
        assertThat(issuer.fetched).hasSize(1);

        issuer.away = false;
        clock.advance(Duration.ofSeconds(10));

        assertThat(verifier.verify(issuer.token(Map.of()))).isInstanceOf(Identity.Proven.class);
    }

    @Test
    void oldKeysDoForADayWhileTheKeyServerIsAwayButUnknownOnesCannotBeJudged() {
        verifier.verify(issuer.token(Map.of()));
        issuer.away = true;

        clock.advance(Duration.ofHours(23));
        assertThat(verifier.verify(lateToken())).isInstanceOf(Identity.Proven.class);
        assertThat(verifier.verify(signedWithTheNewKey())).isInstanceOf(Identity.Unavailable.class);

        clock.advance(Duration.ofHours(2));
        assertThat(verifier.verify(lateToken())).isInstanceOf(Identity.Unavailable.class);
    }

    @Test
    void whileOneCallerAsksTheOthersGoOnWithTheKeysThatAreKnown() throws Exception {
        var asking = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        KeyServer slow = address -> {
            if (!issuer.fetched.isEmpty()) {
                asking.countDown();
                answered.await();
            }
            return issuer.fetch(address);
        };
        var waiting = new OidcVerifier(issuer.provider(), slow, clock);
        waiting.verify(issuer.token(Map.of()));
        clock.advance(Duration.ofHours(1).plusSeconds(1));
        String token = lateToken();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Identity> first = threads.submit(() -> waiting.verify(token));
            asking.await();
            Future<Identity> second = threads.submit(() -> waiting.verify(token));
            try {
                assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(Identity.Proven.class);
                assertThat(first.isDone()).isFalse();
            } finally {
                answered.countDown();
            }
            assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(Identity.Proven.class);
        }
    }

    @Test
    void aKeyThatTheIssuerWithdrewIsForgottenAfterAnHour() {
        verifier.verify(issuer.token(Map.of()));
        issuer.published = new JWKSet(newKey);
        clock.advance(Duration.ofHours(1).plusSeconds(1));

        assertThat(verifier.verify(lateToken())).isInstanceOf(Identity.Refused.class);
    }

    @Test
    void withoutAnAddressTheIssuersConfigurationHasIt() {
        var provider = new IdentityProvider(IdentityProvider.GOOGLE, Optional.empty(), TestIssuer.AUDIENCE);

        assertThat(new OidcVerifier(provider, issuer, clock).verify(issuer.token(Map.of())))
                .isInstanceOf(Identity.Proven.class);
        assertThat(issuer.fetched)
                .containsExactly(
                        URI.create("https://accounts.google.com/.well-known/openid-configuration"),
                        URI.create("https://keys.example/other"));
    }

    @Test
    void theConfigurationOfAnotherIssuerOrNonsenseIsNotBelieved() {
        var provider = new IdentityProvider(IdentityProvider.GITHUB_ACTIONS, Optional.empty(), TestIssuer.AUDIENCE);
        var foreign = new OidcVerifier(provider, issuer, clock);
        var broken = new OidcVerifier(issuer.provider(), _ -> "<html>", clock);

        assertThat(foreign.verify(issuer.token(Map.of()))).isInstanceOf(Identity.Unavailable.class);
        assertThat(issuer.fetched).hasSize(1);
        assertThat(broken.verify(issuer.token(Map.of()))).isInstanceOf(Identity.Unavailable.class);
    }

    private String lateToken() {
        return issuer.sign(issuer.claims(Map.of())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(300)))
                .build());
    }

    private String signedWithTheNewKey() {
        return TestIssuer.sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa-2"),
                newKey,
                issuer.claims(Map.of()).build());
    }
}
