package dev.migrationgate.manifests.finding;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong with a manifest.
 *
 * @param file the file as the caller named it
 * @param position where in the file
 * @param path the field, like {@code spec.container.env[0].name}; empty for a finding about a whole document
 * @param code what kind of finding it is
 * @param message what is wrong, as a sentence; never the value of anything that may be a secret
 * @param cure what would be right, if we can tell
 */
public record Finding(
        String file, Position position, String path, FindingCode code, String message, Optional<String> cure) {
    /** The order in which a reader of the files meets the findings. */
    public static final Comparator<Finding> READING_ORDER = Comparator.comparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparingInt(Finding::column)
            .thenComparing(Finding::code);

    private static final int MAX_SHOWN = 64;

    /**
     * Whatever quotes a manifest here, a secret that can be told by its form is not in it: a token may stand where a name
     * belongs.
     */
    public Finding {
        path = SecretForms.hidden(path);
        message = SecretForms.hidden(message);
        cure = cure.map(SecretForms::hidden);
    }

    /** What a user wrote, as messages and paths show it: an overlong text is cut, so that answers stay small. */
    public static String shown(String text) {
        if (text.length() <= MAX_SHOWN) {
            return text;
        }
        // Before it is cut: of what is left of a secret nobody could tell that it is one.
        return SecretForms.in(text).isPresent()
                ? SecretForms.HIDDEN
                : text.substring(0, MAX_SHOWN) + SecretForms.HIDDEN;
    }

    /** Line in the file, counted from 1. */
    public int line() {
        return position.line();
    }

    /** Column in the line, counted from 1. */
    public int column() {
        return position.column();
    }

    /** How bad it is; given by the code. */
    public Severity severity() {
        return code.severity();
    }

    /** Whether this finding makes the manifests unacceptable. */
    public boolean isError() {
        return severity() == Severity.ERROR;
    }

    /** One line: {@code file:line:column: CODE path: message (cure)}. */
    @Override
    public String toString() {
        return "%s:%d:%d: %s %s%s%s"
                .formatted(
                        file,
                        line(),
                        column(),
                        code.code(),
                        path.isEmpty() ? "" : path + ": ",
                        message,
                        cure.map(text -> " (" + text + ")").orElse(""));
    }
}
