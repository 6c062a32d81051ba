package dev.migrationgate.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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

    /** Shows each part as a figure, {@code gate_trouble}: 1 while something is wrong with it, 0 else. */
    void show(MeterRegistry metrics) {
        parts.forEach((part, problem) -> show(metrics, part, true, problem));
        asides.forEach((part, problem) -> show(metrics, part, false, problem));
    }

    private static void show(MeterRegistry metrics, String part, boolean needed, Supplier<Optional<String>> problem) {
        Gauge.builder("gate.trouble", () -> problem.get().isPresent() ? 1 : 0)
                .tag("part", part)
                .tag("needed", Boolean.toString(needed))
                .description("Whether something is wrong with a part now, as /readyz says in words")
                .register(metrics);
    }

    private static Map<String, String> problems(Map<String, Supplier<Optional<String>>> parts) {
        Map<String, String> problems = new LinkedHashMap<>();
        parts.forEach((part, problem) -> problem.get().ifPresent(text -> problems.put(part, text)));
        return problems;
    }
}
