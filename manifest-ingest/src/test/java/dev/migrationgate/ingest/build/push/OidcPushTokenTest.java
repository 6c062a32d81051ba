package dev.migrationgate.ingest.build.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.oidc.TestIssuer;
import dev.migrationgate.ingest.build.BuildsConfig;
import dev.migrationgate.ingest.build.PushToken.Standing;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OidcPushTokenTest {
    private static final String GOOGLE = "https://accounts.google.com";
    private static final String EMAIL = "pusher@builds.iam.gserviceaccount.com";

    private final TestIssuer google = new TestIssuer(GOOGLE);
    private final OidcPushToken token = token(TestIssuer.AUDIENCE);

    @Test
    void theConfiguredAccountIsTrusted() {
        assertThat(token.check(google.token(Map.of("email", EMAIL, "email_verified", true))))
                .isInstanceOf(Standing.Trusted.class);
    }

    @Test
    void anotherAccountAndAnAddressThatNobodyVerifiedAreForbidden() {
        assertThat(token.check(google.token(Map.of("email", "other@builds.example", "email_verified", true))))
                .isInstanceOf(Standing.Forbidden.class);
        assertThat(token.check(google.token(Map.of("email", EMAIL, "email_verified", false))))
                .isInstanceOf(Standing.Forbidden.class);
        assertThat(token.check(google.token(Map.of()))).isInstanceOf(Standing.Forbidden.class);
    }

    @Test
    void aTokenForSomebodyElseOrOfAnotherIssuerIsRefused() {
        Map<String, Object> claims = Map.of("email", EMAIL, "email_verified", true);

        assertThat(token("another audience").check(google.token(claims))).isInstanceOf(Standing.Refused.class);
        assertThat(token.check(new TestIssuer("https://issuer.example").token(claims)))
                .isInstanceOf(Standing.Refused.class);
        assertThat(token.check("no token")).isInstanceOf(Standing.Refused.class);
    }

    @Test
    void withoutTheIssuersKeysNothingCanBeSaid() {
        google.away = true;

        assertThat(token.check(google.token(Map.of("email", EMAIL, "email_verified", true))))
                .isInstanceOf(Standing.Unavailable.class);
    }

    private OidcPushToken token(String audience) {
        var push = new BuildsConfig.Push(GOOGLE, Optional.of(URI.create(GOOGLE + "/keys")), audience, EMAIL);
        return new OidcPushToken(push, google, Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC));
    }
}
