package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.intake.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what became of requests: {@code ingest_requests_total}, by outcome. */
final class RequestMetrics {
    private final Counter accepted;
    private final Counter repeated;
    private final Counter refused;
    private final Counter keyReused;
    private final Counter forbidden;
    private final Counter tooLarge;
    private final Counter unavailable;

    /** Looks the counters up once: that allocates more than any other part of an answer. */
    RequestMetrics(MeterRegistry registry) {
        accepted = counter(registry, "accepted");
        repeated = counter(registry, "repeated");
        refused = counter(registry, "refused");
        keyReused = counter(registry, "key-reused");
        forbidden = counter(registry, "forbidden");
        tooLarge = counter(registry, "too-large");
        unavailable = counter(registry, "unavailable");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return registry.counter("ingest.requests", "outcome", outcome);
    }

    void submitted(Outcome outcome) {
        Counter counter = switch (outcome) {
            case Outcome.Accepted value -> value.repeated() ? repeated : accepted;
            case Outcome.Refused _ -> refused;
            case Outcome.KeyReused _ -> keyReused;
            case Outcome.Forbidden _ -> forbidden;
            case Outcome.TooLarge _ -> tooLarge;
            case Outcome.Unavailable _ -> unavailable;
        };
        counter.increment();
    }
}
