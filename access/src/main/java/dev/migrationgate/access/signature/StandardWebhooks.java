package dev.migrationgate.access.signature;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Signatures as Standard Webhooks describes them
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): HMAC-SHA256 of id, time and body,
 * so that all three are proven. GitLab signs like this, a CI may, and we do when we tell others. Safe for several threads.
 *
 * <p>A request stays valid for five minutes: who heard it can repeat it for that long, and is answered as the first one was, since
 * the id is the same.
 */
public final class StandardWebhooks {
    /** The header with the request's id. */
    public static final String ID = "webhook-id";

    /** The header with the time of signing, in seconds since 1970. */
    public static final String TIMESTAMP = "webhook-timestamp";

    /** The header with the signatures. */
    public static final String SIGNATURE = "webhook-signature";

    /** How far the time of signing and ours may be apart; what the reference implementations take. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** No full stop: with one, another cut between id, time and body would have the same signature. */
    private static final SingleHeader ID_HEADER = new SingleHeader(
            ID, Pattern.compile("[!-~&&[^.]]{1,255}"), "1 to 255 visible ASCII characters and no full stop");

    private static final SingleHeader TIMESTAMP_HEADER =
            new SingleHeader(TIMESTAMP, Pattern.compile("0|[1-9][0-9]{0,10}"), "whole seconds since 1970");

    /** Possessive, so that looking at a long header takes no longer than reading it. */
    private static final SingleHeader SIGNATURE_HEADER = new SingleHeader(
            SIGNATURE,
            Pattern.compile("[!-~&&[^,]]++,[!-~]++( [!-~&&[^,]]++,[!-~]++){0,15}+"),
            "1 to 16 signatures with spaces between, one of them 'v1,' and Base64");

    private static final String VERSION = "v1,";

    private final Clock clock;

    /** Verifies and signs by this clock. */
    public StandardWebhooks(Clock clock) {
        this.clock = clock;
    }

    /**
     * Looks at a request's signature.
     *
     * @param body the body as it came, byte for byte
     * @param secrets the secrets that are active, each {@code whsec_} and Base64 or bytes as they are; two while one is being
     *     replaced. One that is empty or no Base64 fits nothing
     */
    public Verification verify(Headers headers, byte[] body, List<byte[]> secrets) {
        Optional<String> problem = Stream.of(ID_HEADER, TIMESTAMP_HEADER, SIGNATURE_HEADER)
                .flatMap(header -> header.problem(headers).stream())
                .findFirst()
                .or(() -> untimely(TIMESTAMP_HEADER.value(headers)));
        if (problem.isPresent()) {
            return new Verification.Invalid(problem.get());
        }
        byte[] prefix = prefix(ID_HEADER.value(headers), TIMESTAMP_HEADER.value(headers));
        // Other versions may stand beside ours: v1a is made with a key pair.
        List<byte[]> sent = Arrays.stream(SIGNATURE_HEADER.value(headers).split(" ", -1))
                .filter(each -> each.startsWith(VERSION))
                .map(each -> each.getBytes(StandardCharsets.US_ASCII))
                .toList();
        OptionalInt secret =
                Secrecy.find(secrets, sent, each -> WebhookKey.of(each).map(key -> signature(key, prefix, body)));
        return secret.isPresent()
                ? new Verification.Valid(secret.getAsInt())
                : new Verification.Invalid(
                        "no signature fits a secret: 'v1,' and Base64 of the HMAC-SHA256 of id, time and body"
                                + " with full stops between, with the secret that is configured here");
    }

    /**
     * Signs a body now.
     *
     * @param id what the receiver knows a repetition by; 1 to 255 visible ASCII characters and no full stop
     * @param secrets the receiver's secrets, at least one; there is a signature for each
     * @return the three headers
     * @throws IllegalArgumentException the id is malformed, or a secret is empty or no Base64; the message has no secret
     */
    public Map<String, String> sign(String id, byte[] body, List<byte[]> secrets) {
        if (!ID_HEADER.form().matcher(id).matches()) {
            throw new IllegalArgumentException("a webhook's id must be " + ID_HEADER.cure() + ", was '" + id + "'");
        }
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a webhook without a secret cannot be signed");
        }
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        byte[] prefix = prefix(id, timestamp);
        String signatures = secrets.stream()
                .map(secret -> WebhookKey.of(secret)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a webhook's secret must be 'whsec_' and Base64, or bytes, and not empty")))
                .map(key -> new String(signature(key, prefix, body), StandardCharsets.US_ASCII))
                .collect(Collectors.joining(" "));
        return Map.of(ID, id, TIMESTAMP, timestamp, SIGNATURE, signatures);
    }

    private Optional<String> untimely(String timestamp) {
        Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant())
                .abs();
        return apart.compareTo(TOLERANCE) <= 0
                ? Optional.empty()
                : Optional.of("it was signed at another time: " + TIMESTAMP + " is more than " + TOLERANCE.toMinutes()
                        + " minutes away from the time here");
    }

    private static byte[] prefix(String id, String timestamp) {
        return (id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] signature(byte[] key, byte[] prefix, byte[] body) {
        String base64 = Base64.getEncoder().encodeToString(Hmac.sha256(key, prefix, body));
        return (VERSION + base64).getBytes(StandardCharsets.US_ASCII);
    }
}
