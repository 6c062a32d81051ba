package dev.migrationgate.manifests.finding;

import java.util.regex.Pattern;

/** Texts that stand for a value that is put in later, such as <code>${PASSWORD}</code>, or that hide one. */
public final class Placeholder {
    private static final Pattern FORM =
            Pattern.compile("(?s)\\$\\{.*+|\\$\\(.*+|\\$[A-Z_][A-Z0-9_]*+|\\{.*+|<.*+|\\[.*+|%s|%\\(.*+|[*xX.…]++");

    private Placeholder() {}

    /** Whether {@code text} is one. */
    public static boolean is(String text) {
        return FORM.matcher(text).matches();
    }
}
