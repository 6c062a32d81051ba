package dev.migrationgate.ingest.source;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Counts what comparing branches found, and tells how long ago each was compared. */
final class CatchUpMetrics {
    private final MeterRegistry registry;

    CatchUpMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void compared(String outcome) {
        registry.counter("ingest.catch.up", "outcome", outcome).increment();
    }

    /** Shows how many seconds ago a branch was compared. */
    void show(String repository, String branch, Supplier<Number> secondsAgo) {
        Gauge.builder("ingest.branch.compared.ago", secondsAgo)
                .baseUnit("seconds")
                .tag("repository", repository)
                .tag("branch", branch)
                .register(registry);
    }
}
