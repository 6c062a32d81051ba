package dev.migrationgate.access.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GitlabTokenTest {
    private static final byte[] SECRET = "gitlab-token-0123456789".getBytes(UTF_8);

    @Test
    void theTokenIsValidAndEitherOfTwoWillDo() {
        assertThat(verify("gitlab-token-0123456789", SECRET)).isEqualTo(new Verification.Valid(0));
        assertThat(verify("gitlab-token-0123456789", "old".getBytes(UTF_8), SECRET))
                .isEqualTo(new Verification.Valid(1));
    }

    @Test
    void aTokenThatIsLongerOrShorterOrAnotherIsInvalidAndNotTold() {
        for (String token : List.of("gitlab-token-012345678", "gitlab-token-01234567890", "Gitlab-token-0123456789")) {
            assertThat(verify(token, SECRET))
                    .isEqualTo(new Verification.Invalid("the token is none that is configured here"));
        }
    }

    @Test
    void anEmptySecretIsNoWayInForAnEmptyToken() {
        assertThat(verify("", new byte[0])).isInstanceOf(Verification.Invalid.class);
        assertThat(GitlabToken.verify(Headers.of(Map.of()), List.of(new byte[0])))
                .isEqualTo(new Verification.Invalid("the header X-Gitlab-Token is missing"));
    }

    @Test
    void aSecretBeyondAsciiIsComparedByItsBytes() {
        String onTheWire = new String("schlüssel".getBytes(UTF_8), ISO_8859_1);

        assertThat(verify(onTheWire, "schlüssel".getBytes(UTF_8))).isEqualTo(new Verification.Valid(0));
        // What has no byte must not turn into a question mark that a secret may have.
        assertThat(verify("\u4e2d", "?".getBytes(UTF_8))).isInstanceOf(Verification.Invalid.class);
    }

    @Property
    void noOtherTokenFits(@ForAll String token) {
        assertThat(verify(token, SECRET)).isInstanceOf(Verification.Invalid.class);
    }

    private static Verification verify(String token, byte[]... secrets) {
        return GitlabToken.verify(Headers.of(Map.of("X-Gitlab-Token", token)), List.of(secrets));
    }
}
