package dev.migrationgate.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a service waits for before it can do its work, and what else is worth knowing. Each part answers at once with what is wrong, or nothing. Safe for
 * several threads once built.
 */
public final class Readiness {
    private final Map<String, Supplier<Optional<String>>> parts = new LinkedHashMap<>();
    private final Map<String, Supplier<Optional<String>>> asides = new LinkedHashMap<>();

    /** Adds a part, for example {@code kafka}; called only while the service is put together. */
    public Readiness with(String part, Supplier<Optional<String>> problem) {
        parts.put(part, problem);
        return this;
    }

    /** Adds a part that is shown, but without which the service does its work; called only while the service is put together. */
    public Readiness aside(String part, Supplier<Optional<String>> problem) {
        asides.put(part, problem);
        return this;
    }

    /** What is wrong now, by part; empty: ready. */
    public Map<String, String> problems() {
        return problems(parts);
    }

    /** What is wrong now with the parts that the service does its work without. */
    public Map<String, String> remarks() {
        return problems(asides);
    }

    private static Map<String, String> problems(Map<String, Supplier<Optional<String>>> parts) {
        Map<String, String> problems = new LinkedHashMap<>();
        parts.forEach((part, problem) -> problem.get().ifPresent(text -> problems.put(part, text)));
        return problems;
    }
}
