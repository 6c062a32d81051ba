package dev.migrationgate.access.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The token of GitLab's webhooks: {@code X-Gitlab-Token} has the secret itself
 * (https://docs.gitlab.com/user/project/integrations/webhooks/). It proves who sends, not what: GitLab's signing token, which is
 * {@link StandardWebhooks}, does both and is to be preferred.
 */
public final class GitlabToken {
    /** Its characters stand for the bytes of the header, so there are none beyond 255. */
    private static final SingleHeader TOKEN = new SingleHeader(
            "X-Gitlab-Token", Pattern.compile("[\\x20-\\x7e\\x80-\\xff]{1,1024}"), "the hook's secret token");

    private GitlabToken() {}

    /**
     * Looks at a request's token.
     *
     * @param secrets the tokens that are active, in UTF-8; two while one is being replaced. An empty one fits nothing
     */
    public static Verification verify(Headers headers, List<byte[]> secrets) {
        Optional<String> problem = TOKEN.problem(headers);
        if (problem.isPresent()) {
            return new Verification.Invalid(problem.get());
        }
        byte[] sent = TOKEN.value(headers).getBytes(StandardCharsets.ISO_8859_1);
        OptionalInt secret = Secrecy.find(secrets, List.of(sent), Secrecy::usable);
        return secret.isPresent()
                ? new Verification.Valid(secret.getAsInt())
                : new Verification.Invalid("the token is none that is configured here");
    }
}
