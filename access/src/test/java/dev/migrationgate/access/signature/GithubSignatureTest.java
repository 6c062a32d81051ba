package dev.migrationgate.access.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published example is the one of GitHub's page on validating deliveries. */
class GithubSignatureTest {
    private static final byte[] SECRET = "It's a Secret to Everybody".getBytes(UTF_8);
    private static final byte[] OTHER = "another secret".getBytes(UTF_8);
    private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
    private static final String SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    @Test
    void thePublishedExampleIsValid() {
        assertThat(verify(SIGNATURE, BODY, SECRET)).isEqualTo(new Verification.Valid(0));
    }

    @Test
    void eitherOfTwoSecretsWillDoWhileOneIsBeingReplaced() {
        assertThat(verify(SIGNATURE, BODY, OTHER, SECRET)).isEqualTo(new Verification.Valid(1));
        assertThat(verify(SIGNATURE, BODY, SECRET, OTHER)).isEqualTo(new Verification.Valid(0));
    }

    @Test
    void anotherSecretOrNoneIsInvalidAndTheReasonTellsNeither() {
        assertThat(verify(SIGNATURE, BODY, OTHER))
                .isInstanceOfSatisfying(
                        Verification.Invalid.class,
                        invalid -> assertThat(invalid.reason())
                                .contains("fits no secret")
                                .doesNotContain("757107", "another"));
        assertThat(verify(SIGNATURE, BODY)).isInstanceOf(Verification.Invalid.class);
    }

    @Test
    void anEmptySecretFitsNothing() {
        String signature = "sha256=b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";

        assertThat(verify(signature, new byte[0], new byte[0])).isInstanceOf(Verification.Invalid.class);
    }

    @Test
    void aMissingHeaderAndOneThatIsThereTwiceAreNamed() {
        Headers twice = name -> List.of(SIGNATURE, SIGNATURE);

        assertThat(GithubSignature.verify(Headers.of(Map.of()), BODY, List.of(SECRET)))
                .isEqualTo(new Verification.Invalid("the header X-Hub-Signature-256 is missing"));
        assertThat(GithubSignature.verify(twice, BODY, List.of(SECRET)))
                .isEqualTo(new Verification.Invalid("the header X-Hub-Signature-256 is there more than once"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17\n",
                "sha256=757107EA0EB2509FC211221CCE984B8A37570B6D7586C22C46F4379C8B043E17",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1g"
            })
    void aMalformedHeaderIsRefusedWithItsForm(String signature) {
        assertThat(verify(signature, BODY, SECRET))
                .isInstanceOfSatisfying(
                        Verification.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains("malformed", "64 hexadecimal digits"));
    }

    @Property
    void aBodyThatIsSignedIsValidUntilAnyBitOfItIsAnother(
            @ForAll @Size(min = 1, max = 200) byte[] body,
            @ForAll @Size(min = 1, max = 100) byte[] secret,
            @ForAll @IntRange(max = 1_599) int bit) {
        String signature = "sha256=" + HexFormat.of().formatHex(Hmac.sha256(secret, body));
        byte[] changed = flip(body, bit);

        assertThat(verify(signature, body, secret)).isEqualTo(new Verification.Valid(0));
        assertThat(verify(signature, changed, secret)).isInstanceOf(Verification.Invalid.class);
    }

    @Property
    void anyBitOfTheHeaderCounts(@ForAll @IntRange(max = 71 * 8 - 1) int bit) {
        String changed = new String(flip(SIGNATURE.getBytes(UTF_8), bit), ISO_8859_1);

        assertThat(verify(changed, BODY, SECRET)).isInstanceOf(Verification.Invalid.class);
    }

    @Property
    void noHeaderMakesItFail(@ForAll String header) {
        assertThat(verify(header, BODY, SECRET)).isInstanceOf(Verification.Invalid.class);
    }

    @Test
    void theHeadersNameMayBeSpelledEitherWay() {
        Headers headers = Headers.of(Map.of("X-HUB-signature-256".toLowerCase(Locale.ROOT), SIGNATURE));

        assertThat(GithubSignature.verify(headers, BODY, List.of(SECRET))).isEqualTo(new Verification.Valid(0));
    }

    static byte[] flip(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        int place = bit % (bytes.length * 8);
        changed[place / 8] ^= (byte) (1 << place % 8);
        return changed;
    }

    private static Verification verify(String signature, byte[] body, byte[]... secrets) {
        return GithubSignature.verify(Headers.of(Map.of("X-Hub-Signature-256", signature)), body, List.of(secrets));
    }
}
