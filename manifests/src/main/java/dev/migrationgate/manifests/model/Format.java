package dev.migrationgate.manifests.model;

import java.util.regex.Pattern;

/** The form that a text has to have. */
public enum Format {
    /** Any text. */
    ANY("(?s).*", "any text"),
    /** The name of a manifest. */
    NAME(
            "[A-Za-z0-9][A-Za-z0-9._-]{0,127}",
            "1 to 128 letters, digits, '.', '_' or '-', beginning with a letter or digit"),
    /** Something in PostgreSQL: a database or schema, and none of PostgreSQL's own. */
    IDENTIFIER(
            "(?!pg_|(postgres|template0|template1|information_schema)\\z)[a-z_][a-z0-9_-]{0,62}",
            "1 to 63 of a-z, 0-9, '_' and '-', beginning with a letter or '_', and none of PostgreSQL's own names"
                    + " (pg_…, postgres, template0, template1, information_schema)"),
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

    /** Longer ones are refused unseen: Java's matcher needs stack for every repetition of a group. */
    private static final int MAX_LENGTH = 512;

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

    /** The form in words. */
    public String described() {
        return described;
    }
}
