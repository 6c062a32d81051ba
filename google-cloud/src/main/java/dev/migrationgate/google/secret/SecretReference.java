package dev.migrationgate.google.secret;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Where a secret is; never the secret. */
public sealed interface SecretReference {
    /** What a reference may look like, for people. */
    String RULE = "has to be projects/…/secrets/…/versions/…, or file: and an absolute path";

    /** A version of a secret in Secret Manager; {@code latest} is followed. */
    record Version(String name) implements SecretReference {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A file, whose whole content it is, but for one line break at the end. */
    record File(Path path) implements SecretReference {
        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException the text does not have it
     */
    static SecretReference parse(String text) {
        if (text.startsWith("file:/")) {
            return new File(Path.of(text.substring("file:".length())));
        }
        if (Form.VERSION.matcher(text).matches()) {
            return new Version(text);
        }
        throw new IllegalArgumentException(RULE);
    }

    /**
     * Reads the text form of a variable.
     *
     * @param variable its name
     * @param problem told where it does not have the form; without the text, which may be the secret itself
     */
    static Optional<SecretReference> read(String variable, String text, Consumer<String> problem) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            problem.accept(variable + " " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Reads the text forms of a variable that names several, with commas.
     *
     * @param variable its name
     * @param problem told of each that does not have the form, and where there is none; without the text
     */
    static List<SecretReference> readAll(String variable, String text, Consumer<String> problem) {
        List<String> texts = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        if (texts.isEmpty()) {
            problem.accept(variable + " names none");
        }
        return texts.stream()
                .flatMap(each -> read(variable, each, problem).stream())
                .toList();
    }

    /** How a version is written. Source: Secret Manager API, name of a SecretVersion. */
    final class Form {
        private static final Pattern VERSION =
                Pattern.compile("projects/[a-z0-9:.-]{1,64}/secrets/[A-Za-z0-9_-]{1,255}/versions/([0-9]{1,9}|latest)");

        private Form() {}
    }
}
