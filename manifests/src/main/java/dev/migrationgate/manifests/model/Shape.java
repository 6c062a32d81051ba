package dev.migrationgate.manifests.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a part of a manifest may look like. Checks and the published schemas are made from the same shapes. */
public sealed interface Shape {
    /**
     * Text of some form.
     *
     * @param format the form
     */
    record Text(Format format) implements Shape {}

    /**
     * One of some words, in upper or lower case.
     *
     * @param words the words
     */
    record OneOf(List<String> words) implements Shape {
        /** Copies the words. */
        public OneOf {
            words = List.copyOf(words);
        }

        boolean allows(String text) {
            // Letters beyond ASCII may have an ASCII one as their other case: 'ſ' has 'S'.
            return text.chars().allMatch(c -> c < 128) && words.stream().anyMatch(text::equalsIgnoreCase);
        }
    }

    /** True or false. */
    record Flag() implements Shape {}

    /**
     * A whole number.
     *
     * @param min the lowest that is allowed
     * @param max the highest that is allowed
     */
    record Whole(int min, int max) implements Shape {}

    /**
     * A list of things of one shape.
     *
     * @param item the shape of each
     * @param different field in which no two of them may have the same; absent: they may be alike
     */
    record ListOf(Shape item, Optional<String> different) implements Shape {
        ListOf(Shape item) {
            this(item, Optional.empty());
        }
    }

    /**
     * A mapping whose keys the user chooses.
     *
     * @param keys what may be chosen
     * @param value the shape of each value
     */
    record MapOf(Keys keys, Shape value) implements Shape {}

    /**
     * A mapping with known fields.
     *
     * @param fields name to shape, in order
     * @param required names of those that must be there
     */
    record Struct(Map<String, Shape> fields, Set<String> required) implements Shape {
        /** A mapping without any field, to begin with. */
        static final Struct EMPTY = new Struct(Map.of(), Set.of());

        /** Copies fields and names. */
        public Struct {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
            required = Set.copyOf(required);
        }

        /** The same with one more field. */
        Struct with(String name, Shape shape) {
            var more = new LinkedHashMap<>(fields);
            more.put(name, shape);
            return new Struct(more, required);
        }

        /** The same with all fields of another. */
        Struct with(Struct other) {
            var more = new LinkedHashMap<>(fields);
            more.putAll(other.fields);
            return new Struct(more, required);
        }

        /** The same, some of the fields being required. */
        Struct require(String... names) {
            return new Struct(fields, Set.of(names));
        }
    }

    /** Anything at all; what it looks like was not seen, or does not concern us. */
    record Anything() implements Shape {}

    /** The keys that the user of a {@link MapOf} may choose. */
    enum Keys {
        /** Names of manifests. */
        NAMES,
        /** Ports, 1 to 65535. */
        PORTS
    }
}
