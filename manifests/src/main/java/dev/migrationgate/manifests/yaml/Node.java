package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of a YAML document, and where it stands. Aliases are already replaced by what they stand for. */
public sealed interface Node {
    /** Where it starts in its file. */
    Position position();

    /** What to call this kind of node when talking to a user. */
    String described();

    /**
     * A single value.
     *
     * @param position where it starts
     * @param type what YAML's core schema takes it for
     * @param text as it was written, without quotes
     */
    record Scalar(Position position, ScalarType type, String text) implements Node {
        @Override
        public String described() {
            return type.described();
        }
    }

    /**
     * A list.
     *
     * @param position where it starts
     * @param items its elements, in order
     */
    record Sequence(Position position, List<Node> items) implements Node {
        /** Copies the elements. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String described() {
            return "a list";
        }
    }

    /**
     * A mapping. Where a key was written twice, the first one counts.
     *
     * @param position where it starts
     * @param entries key to entry, in the order written
     */
    record Mapping(Position position, Map<String, Entry> entries) implements Node {
        /** Copies the entries. */
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** The value of a field, if it is there. */
        public Optional<Node> get(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        @Override
        public String described() {
            return "a mapping";
        }
    }

    /**
     * One field of a mapping.
     *
     * @param keyPosition where its key starts
     * @param value its value
     */
    record Entry(Position keyPosition, Node value) {}
}
