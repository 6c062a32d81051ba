package dev.migrationgate.trace.span;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.Semaphore;

/**
 * Lets so many spans wait for the collector and no more, and counts what becomes of each. Nobody ever waits here: what finds no room is
 * dropped.
 */
final class BoundedSpans {
    private final Semaphore room;
    private final Counter exported;
    private final Counter failed;
    private final Counter dropped;

    BoundedSpans(int most, MeterRegistry metrics) {
        this.room = new Semaphore(most);
        this.exported = counter(metrics, "exported");
        this.failed = counter(metrics, "failed");
        this.dropped = counter(metrics, "dropped");
    }

    private static Counter counter(MeterRegistry metrics, String outcome) {
        return Counter.builder("gate.traces.spans")
                .tag("outcome", outcome)
                .description(
                        "Spans by what became of them: dropped, because too many waited for the collector; failed, because it did"
                                + " not take them")
                .register(metrics);
    }

    SpanProcessor before(SpanProcessor next) {
        return new Entrance(next);
    }

    SpanExporter before(SpanExporter next) {
        return new Exit(next);
    }

    private final class Entrance implements SpanProcessor {
        private final SpanProcessor next;

        Entrance(SpanProcessor next) {
            this.next = next;
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            next.onStart(parent, span);
        }

        @Override
        public boolean isStartRequired() {
            return next.isStartRequired();
        }

        @Override
        public void onEnd(ReadableSpan span) {
            // A span that the sampler left out is not exported, and gives its room back nowhere.
            if (!span.getSpanContext().isSampled()) {
                return;
            }
            if (room.tryAcquire()) {
                next.onEnd(span);
            } else {
                dropped.increment();
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }

        @Override
        public CompletableResultCode shutdown() {
            return next.shutdown();
        }

        @Override
        public CompletableResultCode forceFlush() {
            return next.forceFlush();
        }
    }

    private final class Exit implements SpanExporter {
        private final SpanExporter next;

        Exit(SpanExporter next) {
            this.next = next;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int count = spans.size();
            try {
                CompletableResultCode result = next.export(spans);
                result.whenComplete(() -> left(result.isSuccess() ? exported : failed, count));
                return result;
            } catch (RuntimeException e) {
                left(failed, count);
                throw e;
            }
        }

        private void left(Counter outcome, int count) {
            room.release(count);
            outcome.increment(count);
        }

        @Override
        public CompletableResultCode flush() {
            return next.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return next.shutdown();
        }
    }
}
