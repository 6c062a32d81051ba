package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.yaml.Node;
import dev.migrationgate.manifests.yaml.ScalarType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the fields of a mapping, taking what has the wrong shape for absent: {@link ShapeCheck} has reported that.
 *
 * @param mapping the mapping that is read
 */
record Fields(Node.Mapping mapping) {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");

    boolean has(String key) {
        return value(key).isPresent();
    }

    Optional<String> text(String key) {
        return value(key).flatMap(Fields::text);
    }

    boolean flag(String key) {
        return truth(key).orElse(false);
    }

    /** False where the field is absent; empty where it has a value that is neither true nor false. */
    Optional<Boolean> truth(String key) {
        return value(key).map(Fields::truth).orElse(Optional.of(false));
    }

    Optional<Integer> whole(String key) {
        return text(key).filter(text -> WHOLE.matcher(text).matches()).map(Integer::valueOf);
    }

    Optional<Fields> struct(String key) {
        return value(key).flatMap(Fields::struct);
    }

    List<String> texts(String key) {
        return items(key).stream().flatMap(node -> text(node).stream()).toList();
    }

    List<Fields> structs(String key) {
        return items(key).stream().flatMap(node -> struct(node).stream()).toList();
    }

    Map<String, Node.Entry> entries(String key) {
        return struct(key).map(fields -> fields.mapping.entries()).orElse(Map.of());
    }

    static Optional<Integer> port(String text) {
        return Optional.of(text)
                .filter(port -> port.matches("[1-9][0-9]{0,4}"))
                .map(Integer::valueOf)
                .filter(port -> port <= 65_535);
    }

    static Optional<Fields> struct(Node node) {
        return node instanceof Node.Mapping inner ? Optional.of(new Fields(inner)) : Optional.empty();
    }

    static Optional<String> text(Node node) {
        return node instanceof Node.Scalar scalar && scalar.type() != ScalarType.NOTHING
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static Optional<Boolean> truth(Node node) {
        return node instanceof Node.Scalar scalar && scalar.type() == ScalarType.TRUTH
                ? Optional.of(Boolean.parseBoolean(scalar.text()))
                : Optional.empty();
    }

    private List<Node> items(String key) {
        return value(key)
                .map(node -> node instanceof Node.Sequence sequence ? sequence.items() : List.<Node>of())
                .orElse(List.of());
    }

    private Optional<Node> value(String key) {
        return mapping.get(key)
                .filter(node -> !(node instanceof Node.Scalar scalar && scalar.type() == ScalarType.NOTHING));
    }

    @Override
    public String toString() {
        return mapping.entries().keySet().stream().collect(Collectors.joining(", ", "Fields[", "]"));
    }
}
