package dev.migrationgate.manifests.finding;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts whose form alone says that they hold a secret: keys, tokens of well-known services, addresses with a password.
 *
 * <p>Each look takes time that grows with the text's length and no faster, whatever the text: all repetitions are bounded
 * or possessive, and what is unbounded begins only where a word begins.
 *
 * <p>Source of the tokens' forms: what the services document about them, as gathered in the rules of gitleaks.
 */
public final class SecretForms {
    /** What stands where a secret was. */
    public static final String HIDDEN = "…";

    /** No form is shorter. */
    private static final int SHORTEST = "a://b:c@".length();

    /**
     * A form.
     *
     * @param sign a character that each text of this form has, and few others: looking for it costs next to nothing
     * @param marker a part that each text of this form has
     */
    private record Form(String described, char sign, String marker, Pattern pattern) {
        Form(String described, char sign, String marker, String pattern) {
            this(described, sign, marker, Pattern.compile(pattern));
        }

        boolean isIn(String text) {
            return isMarkedIn(text) && pattern.matcher(text).find();
        }

        String hiddenIn(String text) {
            return isMarkedIn(text) ? pattern.matcher(text).replaceAll(HIDDEN) : text;
        }

        private boolean isMarkedIn(String text) {
            return text.indexOf(sign) >= 0 && text.contains(marker);
        }
    }

    /** What else of a token may follow the part that tells what it is. */
    private static final String REST = "[A-Za-z0-9_+/=.-]*+";

    private static final String START = "(?<![A-Za-z0-9])";

    /** Where the form has no bound, it begins where a run of its own characters begins, so that each is read once. */
    private static final String RUN = "(?<![A-Za-z0-9_-])";

    /** What {@link #in} calls a key of one of Google's services. */
    public static final String GOOGLE_KEY = "a Google API key";

    private static final String GOOGLE_KEY_FORM = "AIza[A-Za-z0-9_-]{35}";

    private static final List<Form> FORMS = List.of(
            new Form("a private key", 'K', "PRIVATE KEY", "(?s)-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY.*+"),
            new Form(
                    "a private key in base64",
                    'J',
                    "LS0tLS1CRUdJTi",
                    "LS0tLS1CRUdJTi(?:BQUklWQVRFIEtFWS|BSU0EgUFJJVkFURSBLRVkt|BFQyBQUklWQVRFIEtFWS|BPUEVOU1NIIFBSSVZBVEUgS0VZ"
                            + "|BEU0EgUFJJVkFURSBLRVkt|BFTkNSWVBURUQgUFJJVkFURSBLRVkt)" + REST),
            new Form(
                    "a service account's key in base64",
                    'J',
                    "ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCI",
                    "ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3VudCI" + REST),
            new Form("a GitHub token", '_', "gh", START + "gh[opsur]_[A-Za-z0-9]{36}" + REST),
            new Form("a GitHub token", '_', "github_pat_", START + "github_pat_[A-Za-z0-9_]{40}" + REST),
            new Form("a GitLab token", '-', "glpat-", START + "glpat-[A-Za-z0-9_-]{20}" + REST),
            new Form("an AWS access key", 'K', "AKIA", START + "AKIA[A-Z2-7]{16}(?![A-Za-z0-9])"),
            new Form(GOOGLE_KEY, 'z', "AIza", START + GOOGLE_KEY_FORM + "(?![A-Za-z0-9_-])"),
            new Form("a Slack token", 'x', "xox", START + "xox[abeoprs]-[A-Za-z0-9-]{10}" + REST),
            new Form("a Stripe key", '_', "_live_", START + "[rs]k_live_[A-Za-z0-9]{10}" + REST),
            new Form("a webhook's signing secret", '_', "whsec_", START + "whsec_[A-Za-z0-9+/=]{24}" + REST),
            new Form(
                    "a JSON Web Token",
                    'J',
                    "eyJ",
                    RUN + "eyJ[A-Za-z0-9_-]{8,}+\\.eyJ[A-Za-z0-9_-]{8,}+\\.[A-Za-z0-9_-]{16}" + REST));

    private SecretForms() {}

    /** What kind of secret {@code text} holds, in words such as {@code a GitHub token}; empty if none can be seen. */
    public static Optional<String> in(String text) {
        if (text.length() < SHORTEST) {
            return Optional.empty();
        }
        for (Form form : FORMS) {
            if (form.isIn(text)) {
                return Optional.of(form.described());
            }
        }
        return AddressPassword.isIn(text)
                ? Optional.of("an address or a connection string with a password")
                : Optional.empty();
    }

    /** Whether {@code text} is the key of one of Google's services, and nothing else. */
    public static boolean isGoogleKey(String text) {
        return text.matches(GOOGLE_KEY_FORM);
    }

    /** The text with all such secrets replaced, for whatever shows what a user wrote: answers, logs, a terminal. */
    public static String hidden(String text) {
        if (text.length() < SHORTEST) {
            return text;
        }
        String hidden = AddressPassword.hidden(text);
        for (Form form : FORMS) {
            hidden = form.hiddenIn(hidden);
        }
        return hidden;
    }
}
