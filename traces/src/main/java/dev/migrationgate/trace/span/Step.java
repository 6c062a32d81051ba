package dev.migrationgate.trace.span;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.Optional;

/** One step of a piece of work; calls that its thread makes meanwhile belong to it. Ended by the thread that began it. */
public final class Step implements AutoCloseable {
    /** Nothing that is told. */
    public static final Step NONE = new Step(Optional.empty(), Scope.noop());

    private final Optional<Span> span;
    private final Scope scope;

    private Step(Optional<Span> span, Scope scope) {
        this.span = span;
        this.scope = scope;
    }

    @SuppressWarnings("MustBeClosedChecker") // Closed together with the step.
    static Step begin(Span span) {
        return new Step(Optional.of(span), span.makeCurrent());
    }

    /**
     * It did not do what it was to do.
     *
     * @param why in a word; no message, which may hold anything
     */
    public void failed(String why) {
        span.ifPresent(begun -> begun.setStatus(StatusCode.ERROR, why));
    }

    @Override
    public void close() {
        scope.close();
        span.ifPresent(Span::end);
    }
}
