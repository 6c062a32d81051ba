package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.Finding;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The form that a text has to have. */
public enum Format {
    /** Any text. */
    ANY("(?s).*", "any text"),
    /** The name of a manifest. */
    NAME(
            "[A-Za-z0-9][A-Za-z0-9._-]{0,127}",
            "1 to 128 letters, digits, '.', '_' or '-', beginning with a letter or digit"),
    /** The name of a manifest of a kind whose path is not known: it may be a person's address. */
    WIDE_NAME(
            "[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}",
            "1 to 128 letters, digits, '.', '_', '-', '@' or '+', beginning with a letter or digit"),
    /** Something in PostgreSQL: a database or schema, none of PostgreSQL's own, and no reserved word. */
    IDENTIFIER(
            "(?!pg_|(postgres|template0|template1|information_schema)\\z)[a-z_][a-z0-9_-]{0,62}",
            "1 to 63 of a-z, 0-9, '_' and '-', beginning with a letter or '_', none of PostgreSQL's own names"
                    + " (pg_…, postgres, template0, template1, information_schema) and none of its reserved words"
                    + " (user, order, …)") {
        @Override
        public boolean matches(String text) {
            return super.matches(text) && !ReservedWords.contain(text);
        }

        @Override
        public Set<String> words() {
            return ReservedWords.all();
        }

        @Override
        public String refusal(String text) {
            String shown = "'" + Finding.shown(text) + "' ";
            return shown + (ReservedWords.contain(text) ? "is a reserved word of PostgreSQL" : super.refusal(text));
        }

        @Override
        public Optional<String> cure(String text) {
            // Only what is wrong with nothing else can be mended by one more word.
            return ReservedWords.contain(text)
                    ? Optional.of("choose another name, such as 'app_" + text + "'")
                    : super.cure(text);
        }
    },
    /**
     * An extension of PostgreSQL, which splits the names of its scripts at "--". Source: PostgreSQL's
     * check_valid_extension_name.
     */
    EXTENSION(
            "(?=.{1,63}\\z)[a-z_][a-z0-9_]*(-[a-z0-9_]+)*",
            "1 to 63 of a-z, 0-9, '_' and '-', beginning with a letter or '_', with no '--' and no '-' at the end"),
    /** An environment variable. */
    VARIABLE("[A-Za-z_][A-Za-z0-9_]{0,254}", "letters, digits and '_', not beginning with a digit"),
    /** A version, which also is an image's tag. */
    VERSION("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}", "1 to 128 letters, digits, '.', '_' or '-', as in an image's tag"),
    /** An image reference, with or without tag or digest. */
    IMAGE(
            "([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?/)?"
                    + "[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*"
                    + "(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?",
            "an image reference like host/project/registry/name:tag"),
    /** The path of a URL, with a query. */
    URL_PATH(
            "(?=.{1,256}$)/([A-Za-z0-9/._~!$&'()*+,;=:@?-]|%[0-9A-Fa-f]{2})*",
            "a path like /health, of at most 256 characters"),
    /** An amount of processor time or memory in Kubernetes' notation. */
    QUANTITY("[0-9]{1,9}(\\.[0-9]{1,3})?(m|k|Ki|M|Mi|G|Gi)?", "an amount like 1, 500m or 512Mi");

    /** Longer ones are refused unseen, except any text: Java's matcher needs stack for every repetition of a group. */
    public static final int MAX_LENGTH = 512;

    private final Pattern pattern;
    private final String described;

    Format(String pattern, String described) {
        this.pattern = Pattern.compile(pattern);
        this.described = described;
    }

    /** Whether {@code text} has the form. */
    public boolean matches(String text) {
        return this == ANY
                || (text.length() <= MAX_LENGTH && pattern.matcher(text).matches());
    }

    /** The form as a regular expression in the notation of ECMA-262; words that it matches may be excepted. */
    public String pattern() {
        return "^(?:" + pattern.pattern().replace("\\z", "$") + ")$";
    }

    /** Words that match the pattern and do not have the form; most forms have none. */
    public Set<String> words() {
        return Set.of();
    }

    /** What is wrong with {@code text}, which does not have the form. */
    public String refusal(String text) {
        return "has to be " + described;
    }

    /** What could stand in its place, if we can tell. */
    public Optional<String> cure(String text) {
        return Optional.empty();
    }

    /** The form in words. */
    public String described() {
        return described;
    }
}
