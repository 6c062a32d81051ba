package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.intake.Outcome;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of requests: {@code ingest_requests_total}, by outcome. */
final class RequestMetrics {
    private final MeterRegistry registry;

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void submitted(Outcome outcome) {
        String name = switch (outcome) {
            case Outcome.Accepted accepted -> accepted.repeated() ? "repeated" : "accepted";
            case Outcome.Refused _ -> "refused";
            case Outcome.Forbidden _ -> "forbidden";
            case Outcome.KeyReused _ -> "key-reused";
            case Outcome.TooLarge _ -> "too-large";
            case Outcome.Unavailable _ -> "unavailable";
        };
        registry.counter("ingest.requests", "outcome", name).increment();
    }
}
