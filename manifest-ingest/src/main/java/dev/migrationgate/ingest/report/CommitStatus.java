package dev.migrationgate.ingest.report;

import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.Digest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What commit statuses have in common, whoever hosts the repository. */
final class CommitStatus {
    /** GitHub takes 140 characters; GitLab takes more. */
    static final int MAX_DESCRIPTION = 140;

    /** Both keep the name in a column of 255 characters. */
    static final int MAX_CONTEXT = 255;

    private static final int DIGITS = 8;
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    private CommitStatus() {}

    /** The name of an application's status in an environment. The beginning of a digest takes the place of what is too much. */
    static String context(ApplicationId application) {
        String context = "migration-gate/" + application;
        if (context.length() <= MAX_CONTEXT) {
            return context;
        }
        String digest = Digest.of(context).value();
        return OneLine.of(context.substring(0, MAX_CONTEXT - DIGITS - 1), MAX_CONTEXT - DIGITS - 1)
                + "-"
                + digest.substring(digest.length() - DIGITS);
    }

    /** The base address of an API, without a slash at its end. */
    static String base(URI api) {
        return api.toString().replaceAll("/+$", "");
    }

    /** A part of a path. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * A token that may stand in a header.
     *
     * @throws UnusableSecretException it may not: the HTTP client's own exception would show it
     */
    static String token(Secrets secrets, SecretReference reference) {
        String token = new String(secrets.read(reference), StandardCharsets.UTF_8).strip();
        if (!TOKEN.matcher(token).matches()) {
            throw new UnusableSecretException(
                    "the secret " + reference + " has to be a token of visible ASCII characters");
        }
        return token;
    }
}
