package dev.migrationgate.access.signature;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The signature of GitHub's webhooks: {@code X-Hub-Signature-256: sha256=} and the HMAC-SHA256 of the body in hexadecimal, with
 * the hook's secret as key
 * (https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries). It does not cover headers, so the event's
 * name and the delivery's id are not proven by it; and it has no time, so a request stays valid.
 */
public final class GithubSignature {
    private static final String PREFIX = "sha256=";
    private static final SingleHeader SIGNATURE = new SingleHeader(
            "X-Hub-Signature-256",
            Pattern.compile(PREFIX + "[0-9a-f]{64}"),
            "'sha256=' and 64 hexadecimal digits in lower case");

    private GithubSignature() {}

    /**
     * Looks at a request's signature.
     *
     * @param body the body as it came, byte for byte
     * @param secrets the secrets that are active; two while one is being replaced. An empty one fits nothing
     */
    public static Verification verify(Headers headers, byte[] body, List<byte[]> secrets) {
        Optional<String> problem = SIGNATURE.problem(headers);
        if (problem.isPresent()) {
            return new Verification.Invalid(problem.get());
        }
        byte[] sent = SIGNATURE.value(headers).getBytes(StandardCharsets.US_ASCII);
        OptionalInt secret = Secrecy.find(
                secrets, List.of(sent), each -> Secrecy.usable(each).map(key -> header(key, body)));
        return secret.isPresent()
                ? new Verification.Valid(secret.getAsInt())
                : new Verification.Invalid(
                        "the signature fits no secret: it must be made of the body as it is sent, with the"
                                + " secret that is configured here");
    }

    private static byte[] header(byte[] key, byte[] body) {
        String hex = HexFormat.of().formatHex(Hmac.sha256(key, body));
        return (PREFIX + hex).getBytes(StandardCharsets.US_ASCII);
    }
}
