package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.finding.SecretForms;
import dev.migrationgate.manifests.yaml.Node;
import java.util.Map;
import java.util.Optional;

/** Finds secrets anywhere in a manifest, in fields that we do not know as well. It never says what they are. */
final class SecretCheck {
    private static final String CURE =
            "declare a Secret, put the value into Secret Manager, and name the Secret in the application's"
                    + " accessControl.secrets";

    private final String file;
    private final Findings findings;

    SecretCheck(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** Paths are made only where there is something to report: nearly always there is nothing. */
    void check(Node.Mapping root) {
        if (holdsAny(root)) {
            report(root, "");
        }
    }

    private static boolean holdsAny(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> SecretForms.in(scalar.text()).isPresent();
            case Node.Sequence sequence -> holdsAny(sequence);
            case Node.Mapping mapping -> suspected(mapping).isPresent() || holdsAny(mapping);
        };
    }

    /** Loops, here and below: each value of each manifest comes by, and a stream takes longer than the look. */
    private static boolean holdsAny(Node.Sequence sequence) {
        for (Node item : sequence.items()) {
            if (isSuspectedOption(item) || holdsAny(item)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsAny(Node.Mapping mapping) {
        for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
            if (SecretForms.in(entry.getKey()).isPresent()
                    || holdsAny(entry.getValue().value())) {
                return true;
            }
        }
        return false;
    }

    private void report(Node node, String path) {
        switch (node) {
            case Node.Scalar scalar -> reportForm(scalar.text(), scalar.position(), path);
            case Node.Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    Node item = sequence.items().get(i);
                    String below = path + "[" + i + "]";
                    report(item, below);
                    if (isSuspectedOption(item)) {
                        suspect(item, below, "by its option's name");
                    }
                }
            }
            case Node.Mapping mapping -> {
                Optional<Node.Scalar> published = published(mapping);
                mapping.entries().forEach((key, entry) -> {
                    String below = (path.isEmpty() ? "" : path + ".") + Finding.shown(key);
                    reportForm(key, entry.keyPosition(), below);
                    if (published.isEmpty() || !entry.value().equals(published.get())) {
                        report(entry.value(), below);
                    }
                });
                published.ifPresent(value -> {
                    String message = "this is " + SecretForms.GOOGLE_KEY + ", which every visitor of the site can read";
                    String cure = "let it work for nothing but this site";
                    String below = path + ".value";
                    findings.add(file, value.position(), below, FindingCode.SECRET_SUSPECTED, message, cure);
                });
                suspected(mapping).ifPresent(value -> suspect(value, path + ".value", "by its variable's name"));
            }
        }
    }

    private void suspect(Node node, String path, String why) {
        String message = why + " this is a secret, and everybody who reads the manifest can read it";
        findings.add(file, node.position(), path, FindingCode.SECRET_SUSPECTED, message, CURE);
    }

    /** An argument of a command, {@code --password=…}, unless its form says so already. */
    private static boolean isSuspectedOption(Node node) {
        return node instanceof Node.Scalar argument
                && SecretVariable.isOption(argument.text())
                && SecretForms.in(argument.text()).isEmpty();
    }

    private void reportForm(String text, Position position, String path) {
        SecretForms.in(text).ifPresent(what -> {
            String message = "this holds " + what + ", which everybody who reads the manifest can read";
            findings.add(file, position, path, FindingCode.SECRET_WRITTEN, message, "revoke it; " + CURE);
        });
    }

    /** The key of a web application, which is no secret: Firebase's says only which project it is about. */
    private static Optional<Node.Scalar> published(Node.Mapping mapping) {
        return mapping.get("name").orElse(mapping) instanceof Node.Scalar name
                        && mapping.get("value").orElse(mapping) instanceof Node.Scalar value
                        && SecretVariable.isPublished(name.text())
                        && SecretForms.isGoogleKey(value.text())
                ? Optional.of(value)
                : Optional.empty();
    }

    /** The value of an environment variable whose name says that it is a secret, unless its form says so already. */
    private static Optional<Node.Scalar> suspected(Node.Mapping mapping) {
        return mapping.get("name").orElse(mapping) instanceof Node.Scalar name
                        && mapping.get("value").orElse(mapping) instanceof Node.Scalar value
                        && SecretVariable.is(name.text(), value.text())
                        && SecretForms.in(value.text()).isEmpty()
                ? Optional.of(value)
                : Optional.empty();
    }
}
