package dev.migrationgate.access.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published example is the one of the reference libraries' own tests. */
class StandardWebhooksTest {
    private static final byte[] SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".getBytes(UTF_8);
    private static final byte[] OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".getBytes(UTF_8);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long SIGNED_AT = 1_614_265_330;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void thePublishedExampleIsValidAndIsWhatWeSign() {
        assertThat(verify(SIGNATURE, SECRET)).isEqualTo(new Verification.Valid(0));
        assertThat(at(SIGNED_AT).sign(ID, BODY, List.of(SECRET)))
                .isEqualTo(Map.of(
                        "webhook-id", ID,
                        "webhook-timestamp", Long.toString(SIGNED_AT),
                        "webhook-signature", SIGNATURE));
    }

    @Test
    void eitherOfTwoSecretsWillDoAndEitherOfSeveralSignatures() {
        String foreign = "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";
        String wrong = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

        assertThat(verify(SIGNATURE, OTHER, SECRET)).isEqualTo(new Verification.Valid(1));
        assertThat(verify(foreign + " " + wrong + " " + SIGNATURE, SECRET)).isEqualTo(new Verification.Valid(0));
        assertThat(verify(foreign, SECRET)).isInstanceOf(Verification.Invalid.class);
        assertThat(verify(wrong, SECRET, OTHER)).isInstanceOf(Verification.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false", "86400, false"})
    void aReplayIsValidForFiveMinutesEitherWay(long secondsLater, boolean valid) {
        Verification verification = at(SIGNED_AT + secondsLater).verify(headers(SIGNATURE), BODY, List.of(SECRET));

        assertThat(verification instanceof Verification.Valid).isEqualTo(valid);
        if (verification instanceof Verification.Invalid invalid) {
            assertThat(invalid.reason()).contains("signed at another time", "5 minutes");
        }
    }

    @Test
    void aSecretMayAlsoBeTheBytesThemselves() {
        byte[] raw = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
        StandardWebhooks webhooks = at(SIGNED_AT);

        Headers signed = Headers.of(webhooks.sign("one", BODY, List.of(raw, SECRET)));

        assertThat(webhooks.verify(signed, BODY, List.of(raw))).isEqualTo(new Verification.Valid(0));
        assertThat(webhooks.verify(signed, BODY, List.of(SECRET))).isEqualTo(new Verification.Valid(0));
        assertThat(webhooks.verify(signed, BODY, List.of(OTHER))).isInstanceOf(Verification.Invalid.class);
    }

    @Test
    void aSecretThatIsNoneFitsNothingAndSignsNothing() {
        for (String secret : List.of("", "whsec_", "whsec_###not-base64")) {
            byte[] bytes = secret.getBytes(UTF_8);

            assertThat(verify(SIGNATURE, bytes)).isInstanceOf(Verification.Invalid.class);
            assertThat(verify(SIGNATURE, bytes, SECRET)).isEqualTo(new Verification.Valid(1));
            assertThatThrownBy(() -> at(SIGNED_AT).sign(ID, BODY, List.of(bytes)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("###")
                    .hasNoCause();
        }
        assertThatThrownBy(() -> at(SIGNED_AT).sign(ID, BODY, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a secret");
    }

    @Test
    void anotherCutBetweenIdTimeAndBodyIsNotTaken() {
        // "a.1614265330.b" reads as id "a" and body "b", and as id "a.16" and so on: ids have no full stop.
        assertThatThrownBy(() -> at(SIGNED_AT).sign("a.1", BODY, List.of(SECRET)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no full stop");
        Headers moved = Headers.of(Map.of(
                "webhook-id",
                ID + "." + SIGNED_AT,
                "webhook-timestamp",
                Long.toString(SIGNED_AT),
                "webhook-signature",
                SIGNATURE));

        assertThat(at(SIGNED_AT).verify(moved, BODY, List.of(SECRET)))
                .isEqualTo(
                        new Verification.Invalid("the header webhook-id is malformed: it must be 1 to 255 visible ASCII"
                                + " characters and no full stop"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "-1", "+1614265330", "01614265330", "1614265330.0", "1e9", "99999999999999999999", "١"})
    void aMalformedTimeIsRefused(String time) {
        var headers =
                new HashMap<>(Map.of("webhook-id", ID, "webhook-signature", SIGNATURE, "webhook-timestamp", time));

        assertThat(at(SIGNED_AT).verify(Headers.of(headers), BODY, List.of(SECRET)))
                .isInstanceOfSatisfying(
                        Verification.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains("webhook-timestamp is malformed"));
    }

    @Test
    void eachHeaderIsNeeded() {
        for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            var values = new HashMap<>(at(SIGNED_AT).sign(ID, BODY, List.of(SECRET)));
            values.remove(name);

            assertThat(at(SIGNED_AT).verify(Headers.of(values), BODY, List.of(SECRET)))
                    .isEqualTo(new Verification.Invalid("the header " + name + " is missing"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "v1", "v1,", ",", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "v1,a  v1,b", "v1,a "})
    void aMalformedSignatureIsRefused(String signature) {
        assertThat(verify(signature, SECRET))
                .isInstanceOfSatisfying(
                        Verification.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains("webhook-signature is malformed"));
    }

    @Test
    void aLongHeaderIsRefusedAtOnce() {
        assertThat(verify("a,".repeat(4_000) + "  ", SECRET)).isInstanceOf(Verification.Invalid.class);
        assertThat(verify(("a" + ",".repeat(500) + " ").repeat(16), SECRET)).isInstanceOf(Verification.Invalid.class);
        assertThat(verify((SIGNATURE + " ").repeat(16) + SIGNATURE, SECRET)).isInstanceOf(Verification.Invalid.class);
        assertThat(verify((SIGNATURE + " ").repeat(15) + SIGNATURE, SECRET)).isEqualTo(new Verification.Valid(0));
    }

    @Property
    void whatWeSignIsValidUntilAnyBitOfItIsAnother(
            @ForAll @Size(min = 1, max = 200) byte[] body,
            @ForAll @Size(min = 24, max = 64) byte[] secret,
            @ForAll @IntRange(max = 1_599) int bit) {
        StandardWebhooks webhooks = at(SIGNED_AT);
        Headers signed = Headers.of(webhooks.sign(ID, body, List.of(secret)));

        assertThat(webhooks.verify(signed, body, List.of(secret))).isEqualTo(new Verification.Valid(0));
        assertThat(webhooks.verify(signed, GithubSignatureTest.flip(body, bit), List.of(secret)))
                .isInstanceOf(Verification.Invalid.class);
    }

    @Property
    void anyBitOfAnyHeaderCounts(@ForAll @IntRange(max = 2) int header, @ForAll @IntRange(max = 1_599) int bit) {
        String name =
                List.of("webhook-id", "webhook-timestamp", "webhook-signature").get(header);
        var values = new HashMap<>(at(SIGNED_AT).sign(ID, BODY, List.of(SECRET)));
        values.computeIfPresent(
                name, (_, value) -> new String(GithubSignatureTest.flip(value.getBytes(UTF_8), bit), ISO_8859_1));

        assertThat(at(SIGNED_AT).verify(Headers.of(values), BODY, List.of(SECRET)))
                .isInstanceOf(Verification.Invalid.class);
    }

    @Property
    void noHeadersMakeItFail(@ForAll String id, @ForAll String time, @ForAll String signature) {
        Headers headers =
                Headers.of(Map.of("webhook-id", id, "webhook-timestamp", time, "webhook-signature", signature));

        assertThat(at(SIGNED_AT).verify(headers, BODY, List.of(SECRET))).isInstanceOf(Verification.Invalid.class);
    }

    private static Verification verify(String signature, byte[]... secrets) {
        return at(SIGNED_AT).verify(headers(signature), BODY, List.of(secrets));
    }

    private static Headers headers(String signature) {
        return Headers.of(Map.of(
                "webhook-id", ID, "webhook-timestamp", Long.toString(SIGNED_AT), "webhook-signature", signature));
    }

    private static StandardWebhooks at(long seconds) {
        return new StandardWebhooks(Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
    }
}
