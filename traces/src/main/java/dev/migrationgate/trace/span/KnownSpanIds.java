package dev.migrationgate.trace.span;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/** Random ids, but for the spans whose id is known before. */
final class KnownSpanIds implements IdGenerator {
    private static final ScopedValue<String> KNOWN = ScopedValue.newInstance();

    private final IdGenerator random = IdGenerator.random();

    /** Begins a span under an id. */
    static <T> T with(String spanId, Supplier<T> begin) {
        return ScopedValue.where(KNOWN, spanId).call(begin::get);
    }

    @Override
    public String generateSpanId() {
        return KNOWN.isBound() ? KNOWN.get() : random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        return random.generateTraceId();
    }

    @Override
    public boolean generatesRandomTraceIds() {
        return true;
    }
}
