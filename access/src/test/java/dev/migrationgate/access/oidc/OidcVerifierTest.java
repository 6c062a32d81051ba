package dev.migrationgate.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidcVerifierTest {
    private final TestIssuer issuer = new TestIssuer(IdentityProvider.GITHUB_ACTIONS);
    private final OidcVerifier verifier = verifier(Duration.ZERO);

    @Test
    void aTokenOfTheIssuerForUsIsProvenWithItsClaims() {
        String token = issuer.token(Map.of("repository", "acme/manifests", "run_attempt", 2));

        assertThat(verifier.verify(token)).isInstanceOfSatisfying(Identity.Proven.class, proven -> {
            assertThat(proven.claims().subject()).contains("somebody");
            assertThat(proven.claims().text("repository")).contains("acme/manifests");
            assertThat(proven.claims().text("run_attempt")).contains("2");
            assertThat(proven.claims().text("aud")).isEmpty();
        });
        assertThat(OidcVerifier.claimedIssuer(token)).contains(IdentityProvider.GITHUB_ACTIONS);
    }

    @Test
    void anEllipticKeyWillDo() {
        assertThat(verifier.verify(issuer.signElliptic(claims().build()))).isInstanceOf(Identity.Proven.class);
    }

    @Test
    void withoutASignatureATokenProvesNothing() {
        String plain = new PlainJWT(claims().build()).serialize();
        String header = encoded("{\"alg\":\"none\",\"kid\":\"rsa-1\"}");
        String[] signed = issuer.token(Map.of()).split("\\.", -1);

        refused(plain, "no signed token");
        refused(header + "." + signed[1] + ".", "no signed token");
        refused(header + "." + signed[1] + "." + signed[2], "no signed token");
        refused(signed[0] + "." + signed[1] + ".", "no signed token");
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() throws JOSEException {
        byte[] publicKey = issuer.rsa.toRSAPublicKey().getEncoded();
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1");

        refused(TestIssuer.sign(header, new MACSigner(publicKey), claims().build()), "must be RS256 or ES256");
    }

    @Test
    void otherAlgorithmsAreRefusedEvenWithTheRightKey() {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            refused(
                    TestIssuer.sign(new JWSHeader.Builder(algorithm).keyID("rsa-1"), issuer.rsa, claims().build()),
                    "must be RS256 or ES256");
        }
    }

    @Test
    void aKeyThatTheTokenBringsAlongIsNotBelieved() {
        RSAKey own = TestIssuer.rsa("rsa-1");
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("rsa-1")
                .jwk(own.toPublicJWK())
                .jwkURL(URI.create("https://attacker.example/keys"));

        refused(TestIssuer.sign(header, own, claims().build()), "fits no key");
        assertThat(issuer.fetched).containsOnly(URI.create(IdentityProvider.GITHUB_ACTIONS + "/keys"));
    }

    @Test
    void aTokenThatNamesNoKeyIsRefused() {
        refused(
                TestIssuer.sign(new JWSHeader.Builder(JWSAlgorithm.RS256), issuer.rsa, claims().build()),
                "does not name its key");
    }

    @Test
    void anotherIssuerOrAudienceIsRefused() {
        refused(
                issuer.sign(claims().issuer("https://token.actions.githubusercontent.com/")
                        .build()),
                "another issuer");
        refused(issuer.sign(claims().issuer(null).build()), "no signed token");
        refused(issuer.sign(claims().audience("https://github.com/acme").build()), "another audience");
        refused(issuer.sign(claims().audience(List.of()).build()), "another audience");
        var several = claims().audience(List.of("other", TestIssuer.AUDIENCE)).build();
        assertThat(verifier.verify(issuer.sign(several))).isInstanceOf(Identity.Proven.class);
    }

    @ParameterizedTest
    @CsvSource({"-61, early", "-60, ''", "0, ''", "300, ''", "359, ''", "360, expired", "86400, expired"})
    void aTokenIsInForceFromItsIssueToItsEndWithAMinuteEitherWay(long secondsLater, String problem) {
        Identity identity = verifier(Duration.ofSeconds(secondsLater)).verify(issuer.token(Map.of()));

        switch (problem) {
            case "early" -> assertRefused(identity, "not in force yet");
            case "expired" -> assertRefused(identity, "has expired");
            default -> assertThat(identity).isInstanceOf(Identity.Proven.class);
        }
    }

    @Test
    void theTimesOfATokenAreNeededAndNotBeforeCounts() {
        refused(issuer.sign(claims().expirationTime(null).build()), "no 'exp' or no 'iat'");
        refused(issuer.sign(claims().issueTime(null).build()), "no 'exp' or no 'iat'");
        refused(
                issuer.sign(claims().notBeforeTime(Date.from(TestIssuer.NOW.plusSeconds(61)))
                        .build()),
                "not in force yet");
    }

    @Test
    void anEmailCountsOnlyIfTheIssuerVerifiedIt() {
        assertThat(email(Map.of("email", "a@b.example", "email_verified", true)))
                .isEqualTo("a@b.example");
        assertThat(email(Map.of("email", "a@b.example", "email_verified", false)))
                .isEqualTo("none");
        assertThat(email(Map.of("email", "a@b.example"))).isEqualTo("none");
    }

    @Property(tries = 300)
    void anyBitOfASignedTokenCounts(@ForAll @IntRange(max = 100_000) int bit) {
        byte[] token = issuer.token(Map.of()).getBytes(StandardCharsets.US_ASCII);
        // The last character has bits to spare, as a signature is no multiple of six bits long.
        int place = bit % ((token.length - 1) * 8);
        token[place / 8] ^= (byte) (1 << place % 8);

        assertThat(verifier.verify(new String(token, StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Identity.Refused.class);
    }

    @Property
    void noTextMakesItFail(@ForAll String header, @ForAll String payload, @ForAll String signature) {
        String token = encoded(header) + "." + encoded(payload) + "." + encoded(signature);

        assertThat(verifier.verify(token)).isInstanceOf(Identity.Refused.class);
        assertThat(verifier.verify(header)).isInstanceOf(Identity.Refused.class);
        assertThat(OidcVerifier.claimedIssuer(header)).isEmpty();
        assertThat(OidcVerifier.claimedIssuer(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\uFEFF",
                "{\"alg\":7}",
                "{\"alg\":\"RS256\",\"kid\":7}",
                "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"crit\":[\"exp\"]}",
                "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"b64\":false,\"crit\":[\"b64\"]}",
                "{\"alg\":\"RS256\",\"kid\":\"../../etc/passwd\"}",
                "{\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\"}",
                "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}",
            })
    void aHeaderThatMeansMischiefIsRefused(String header) {
        String[] signed = issuer.token(Map.of()).split("\\.", -1);

        refused(encoded(header) + "." + signed[1] + "." + signed[2], "");
    }

    @Test
    void claimsThatCannotBeReadAreRefused() {
        for (String claims : List.of("\uFEFF", "null", "[]", "{\"iss\":7}", "{\"exp\":\"soon\"}", "{")) {
            refused(
                    encoded("{\"alg\":\"RS256\",\"kid\":\"rsa-1\"}") + "." + encoded(claims) + ".e30",
                    "no signed token");
        }
    }

    @Test
    void deepAndLongTokensAreRefused() {
        refused(encoded("[".repeat(5_000)) + ".e30.e30", "no signed token");
        refused(encoded("{\"a\":".repeat(1_000)) + ".e30.e30", "no signed token");
        refused("a".repeat(8_193), "too long");
        assertThat(OidcVerifier.claimedIssuer("a".repeat(8_193))).isEmpty();
    }

    private void refused(String token, String reason) {
        assertRefused(verifier.verify(token), reason);
    }

    private static void assertRefused(Identity identity, String reason) {
        assertThat(identity)
                .isInstanceOfSatisfying(
                        Identity.Refused.class,
                        refused -> assertThat(refused.reason()).contains(reason));
    }

    private String email(Map<String, Object> claims) {
        return verifier.verify(issuer.token(claims)) instanceof Identity.Proven proven
                ? proven.claims().email().orElse("none")
                : "refused";
    }

    private JWTClaimsSet.Builder claims() {
        return issuer.claims(Map.of());
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private OidcVerifier verifier(Duration later) {
        Clock clock = Clock.fixed(TestIssuer.NOW.plus(later), ZoneOffset.UTC);
        return new OidcVerifier(issuer.provider(), issuer, clock);
    }
}
