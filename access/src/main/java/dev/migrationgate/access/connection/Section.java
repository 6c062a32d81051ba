package dev.migrationgate.access.connection;

import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.Nearest;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.yaml.Node;
import dev.migrationgate.manifests.yaml.ScalarType;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A mapping of the file. Its fields are asked for by name; {@link #end} then reports every field that nobody asked for. What is
 * wrong is reported with its place, and some value is given back, so that the reading goes on and finds everything.
 */
public final class Section {
    private static final int MOST = 1_000_000_000;

    private final String file;
    private final String path;
    private final Node.Mapping mapping;
    private final Consumer<String> problems;
    private final TreeSet<String> known = new TreeSet<>();

    Section(String file, String path, Node.Mapping mapping, Consumer<String> problems) {
        this.file = file;
        this.path = path;
        this.mapping = mapping;
        this.problems = problems;
    }

    /** A text that has to be there; empty, and a problem, where it is not. */
    public String text(String key) {
        return optional(key).orElseGet(() -> missing(key, ""));
    }

    /** A text that may be missing. */
    public Optional<String> optional(String key) {
        return value(key).flatMap(node -> text(node, below(key)));
    }

    /** A list of texts; empty where it is missing. */
    public List<String> texts(String key) {
        return items(key, (node, at) -> text(node, at));
    }

    /** A text in a form of its own, which may be missing; {@code parse} throws {@link IllegalArgumentException} with the rule. */
    public <T> Optional<T> parsed(String key, Function<String, T> parse) {
        return value(key).flatMap(node -> parsed(node, below(key), parse));
    }

    /** A whole number from {@code least} to {@code most}, or a default. */
    public int whole(String key, int absent, int least, int most) {
        String rule = "has to be a whole number from " + least + " to " + Math.min(most, MOST);
        return parsed(key, text -> {
                    if (!text.matches("[0-9]{1,9}")
                            || Integer.parseInt(text) < least
                            || Integer.parseInt(text) > most) {
                        throw new IllegalArgumentException(rule);
                    }
                    return Integer.parseInt(text);
                })
                .orElse(absent);
    }

    /** {@code true} or {@code false}, or a default. */
    public boolean flag(String key, boolean absent) {
        return parsed(key, text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("has to be true or false");
                })
                .orElse(absent);
    }

    /** An http or https address that may be missing; without credentials in it. */
    public Optional<URI> uri(String key) {
        return parsed(key, text -> {
            URI uri = URI.create(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
                throw new IllegalArgumentException("has to be an http or https address without credentials");
            }
            return uri;
        });
    }

    /** The name of a secret, which may be missing. */
    public Optional<SecretReference> secret(String key) {
        return parsed(key, SecretReference::parse);
    }

    /** Names of secrets; empty where they are missing. */
    public List<SecretReference> secrets(String key) {
        return items(key, (node, at) -> parsed(node, at, SecretReference::parse));
    }

    /** A part of the hierarchy; everything where it is missing. */
    public Scope scope(String key) {
        return parsed(key, Scope::parse).orElse(Scope.EVERYTHING);
    }

    /** A mapping that may be missing. */
    public Optional<Section> section(String key) {
        return value(key).flatMap(node -> section(node, below(key)));
    }

    /** A list of mappings; empty where it is missing. */
    public List<Section> sections(String key) {
        return items(key, this::section);
    }

    /** Every field as a text, where their names are the user's own. */
    public Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        mapping.entries().keySet().forEach(key -> optional(key).ifPresent(text -> all.put(key, text)));
        return all;
    }

    /** Reports that a field has to be there, unless it is and was reported to be wrong; gives back something to go on with. */
    public <T> T missing(String key, T instead) {
        if (mapping.get(key).isEmpty()) {
            problem(mapping.position(), below(key), "is missing");
        }
        return instead;
    }

    /** Reports something about a field that the reader of this section found by itself. */
    public void problem(String key, String message) {
        problem(value(key).map(Node::position).orElse(mapping.position()), below(key), message);
    }

    /** Ends the reading: reports the fields that nobody asked for. */
    public void end() {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                String cure = Nearest.cure(key, known).orElse("there are " + String.join(", ", known));
                problem(entry.keyPosition(), below(Finding.shown(key)), "is not known; " + cure);
            }
        });
    }

    private Optional<Node> value(String key) {
        known.add(key);
        return mapping.get(key);
    }

    private <T> List<T> items(String key, Item<T> read) {
        Optional<Node> node = value(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof Node.Sequence sequence)) {
            problem(node.get().position(), below(key), "has to be a list");
            return List.of();
        }
        var list = new ArrayList<T>();
        for (int i = 0; i < sequence.items().size(); i++) {
            read.read(sequence.items().get(i), below(key) + "[" + i + "]").ifPresent(list::add);
        }
        return list;
    }

    private Optional<Section> section(Node node, String at) {
        if (node instanceof Node.Mapping inner) {
            return Optional.of(new Section(file, at, inner, problems));
        }
        problem(node.position(), at, "has to be a mapping");
        return Optional.empty();
    }

    private Optional<String> text(Node node, String at) {
        if (node instanceof Node.Scalar scalar
                && scalar.type() != ScalarType.NOTHING
                && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        problem(node.position(), at, "has to be a text");
        return Optional.empty();
    }

    /** The value is not in the message: somebody may have written a secret where its name belongs. */
    private <T> Optional<T> parsed(Node node, String at, Function<String, T> parse) {
        return text(node, at).flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (IllegalArgumentException e) {
                problem(node.position(), at, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    private void problem(Position position, String at, String message) {
        problems.accept("%s:%d:%d: %s %s".formatted(file, position.line(), position.column(), at, message));
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private interface Item<T> {
        Optional<T> read(Node node, String at);
    }
}
