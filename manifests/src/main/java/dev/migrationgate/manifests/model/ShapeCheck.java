package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Nearest;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.yaml.Node;
import dev.migrationgate.manifests.yaml.ScalarType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares a part of a manifest with its shape. */
final class ShapeCheck {
    /** The block that the platform writes what it made of a manifest into. */
    static final String COMPUTED = "computed";

    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z0-9]++(_[a-z0-9]++)+");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z0-9])");
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,9})");
    private static final int MAX_KEY = 64;

    private final String file;
    private final Findings findings;

    ShapeCheck(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void check(Node node, Shape shape, String path) {
        if (node instanceof Node.Scalar scalar && scalar.type() == ScalarType.NOTHING) {
            add(node, path, FindingCode.EMPTY_FIELD, "there is no value; the field counts as absent");
            return;
        }
        switch (shape) {
            case Shape.Text text -> checkText(node, text, path);
            case Shape.OneOf words -> checkWord(node, words, path);
            case Shape.Flag _ -> checkFlag(node, path);
            case Shape.Whole whole -> checkWhole(node, whole, path);
            case Shape.ListOf list -> checkList(node, list, path);
            case Shape.MapOf map -> checkMap(node, map, path);
            case Shape.Struct struct -> checkStruct(node, struct, path);
            case Shape.Anything _ -> checkAnything(node, path);
        }
    }

    private void checkText(Node node, Shape.Text shape, String path) {
        if (!(node instanceof Node.Scalar scalar)) {
            wrongType(node, path, "text");
            return;
        }
        if (scalar.type() != ScalarType.TEXT) {
            String message = "this is " + scalar.described() + " where text belongs; it is taken as it is written";
            findings.add(file, node.position(), path, FindingCode.UNQUOTED_TEXT, message, "put it in quotes");
        }
        Format format = shape.format();
        if (!format.matches(scalar.text())) {
            findings.add(new Finding(
                    file,
                    node.position(),
                    path,
                    FindingCode.MALFORMED_IDENTIFIER,
                    format.refusal(scalar.text()),
                    format.cure(scalar.text())));
        }
    }

    private void checkWord(Node node, Shape.OneOf shape, String path) {
        if (!(node instanceof Node.Scalar scalar)) {
            wrongType(node, path, "text");
        } else if (!shape.allows(scalar.text())) {
            String message =
                    "'%s' is not one of %s".formatted(Finding.shown(scalar.text()), String.join(", ", shape.words()));
            Optional<String> cure = Nearest.cure(scalar.text(), shape.words());
            findings.add(new Finding(file, node.position(), path, FindingCode.VALUE_NOT_ALLOWED, message, cure));
        }
    }

    private void checkFlag(Node node, String path) {
        if (!(node instanceof Node.Scalar scalar) || scalar.type() != ScalarType.TRUTH) {
            wrongType(node, path, "true or false");
        }
    }

    private void checkWhole(Node node, Shape.Whole shape, String path) {
        if (!(node instanceof Node.Scalar scalar) || scalar.type() != ScalarType.WHOLE) {
            wrongType(node, path, "a whole number");
        } else if (!WHOLE.matcher(scalar.text()).matches() || !within(shape, Long.parseLong(scalar.text()))) {
            String message = "has to be between %d and %d".formatted(shape.min(), shape.max());
            add(node, path, FindingCode.VALUE_NOT_ALLOWED, message);
        }
    }

    private static boolean within(Shape.Whole shape, long value) {
        return value >= shape.min() && value <= shape.max();
    }

    private void checkList(Node node, Shape.ListOf shape, String path) {
        if (!(node instanceof Node.Sequence sequence)) {
            wrongType(node, path, "a list");
            return;
        }
        for (int i = 0; i < sequence.items().size(); i++) {
            check(sequence.items().get(i), shape.item(), path + "[" + i + "]");
        }
        shape.different().ifPresent(field -> new RepetitionCheck(file, findings).check(sequence.items(), field, path));
    }

    private void checkMap(Node node, Shape.MapOf shape, String path) {
        if (!(node instanceof Node.Mapping mapping)) {
            wrongType(node, path, "a mapping");
            return;
        }
        mapping.entries().forEach((key, entry) -> {
            String below = path + "." + Finding.shown(key);
            if (shape.keys() == Shape.Keys.NAMES && !Format.NAME.matches(key)) {
                String message = "the key has to be " + Format.NAME.described();
                findings.add(file, entry.keyPosition(), below, FindingCode.MALFORMED_NAME, message);
            }
            if (shape.keys() == Shape.Keys.PORTS && Fields.port(key).isEmpty()) {
                String message = "the key has to be a port, 1 to 65535";
                findings.add(file, entry.keyPosition(), below, FindingCode.VALUE_NOT_ALLOWED, message);
            }
            check(entry.value(), shape.value(), below);
        });
    }

    private void checkStruct(Node node, Shape.Struct shape, String path) {
        if (!(node instanceof Node.Mapping mapping)) {
            wrongType(node, path, "a mapping");
            return;
        }
        mapping.entries().forEach((key, entry) -> {
            String below = path + "." + Finding.shown(key);
            Optional.ofNullable(shape.fields().get(key))
                    .ifPresentOrElse(
                            field -> check(entry.value(), field, below),
                            () -> unknown(key, entry.keyPosition(), shape, below));
        });
        for (String key : shape.required()) {
            if (!new Fields(mapping).has(key)) {
                String message = "'" + key + "' is missing";
                findings.add(file, node.position(), path + "." + key, FindingCode.MISSING_FIELD, message);
            }
        }
    }

    /** One level only: further down, the word may be a name that the user chose. */
    private void checkAnything(Node node, String path) {
        if (node instanceof Node.Mapping mapping) {
            Optional.ofNullable(mapping.entries().get(COMPUTED))
                    .ifPresent(entry -> computed(file, entry.keyPosition(), path + "." + COMPUTED, findings));
        }
    }

    /** Reports a block that only the platform writes. */
    static void computed(String file, Position position, String path, Findings findings) {
        String message = "only the platform writes 'computed'";
        findings.add(file, position, path, FindingCode.COMPUTED_WRITTEN, message, "remove it");
    }

    private void unknown(String key, Position position, Shape.Struct shape, String path) {
        if (key.equals(COMPUTED)) {
            computed(file, position, path, findings);
            return;
        }
        // Another spelling of a field that there is; what we would not know in camelCase either is only unknown.
        if (key.length() <= MAX_KEY
                && SNAKE_CASE.matcher(key).matches()
                && shape.fields().containsKey(camelCase(key))) {
            String message = "fields are written in camelCase";
            String cure = "write '" + camelCase(key) + "'";
            findings.add(file, position, path, FindingCode.SNAKE_CASE, message, cure);
            return;
        }
        String message = "we do not know this field; it is kept and has no effect";
        Nearest.cure(key, shape.fields().keySet())
                .ifPresentOrElse(
                        cure -> findings.add(file, position, path, FindingCode.UNKNOWN_FIELD, message, cure),
                        () -> findings.add(file, position, path, FindingCode.UNKNOWN_FIELD, message));
    }

    /** {@code run_migration_job} to {@code runMigrationJob}. */
    private static String camelCase(String key) {
        return UNDERSCORE.matcher(key).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private void wrongType(Node node, String path, String wanted) {
        add(node, path, FindingCode.WRONG_TYPE, "this is " + node.described() + " where " + wanted + " belongs");
    }

    private void add(Node node, String path, FindingCode code, String message) {
        findings.add(file, node.position(), path, code, message);
    }
}
