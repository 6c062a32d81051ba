package dev.migrationgate.trace.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedSpansTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final BoundedSpans bound = new BoundedSpans(2, metrics);
    private final SlowCollector collector = new SlowCollector();

    @Test
    void whatFindsNoRoomIsDroppedAndCountedAndRoomComesBackWithAnAnswer() {
        Tracer tracer = tracer(Sampler.alwaysOn());

        spans(tracer, 5);
        assertThat(count("dropped")).isEqualTo(3);

        collector.open.forEach(CompletableResultCode::succeed);
        assertThat(count("exported")).isEqualTo(2);

        spans(tracer, 2);
        collector.open.forEach(CompletableResultCode::fail);
        assertThat(count("dropped")).isEqualTo(3);
        assertThat(count("failed")).isEqualTo(2);
    }

    @Test
    void whatTheSamplerLeftOutTakesNoRoom() {
        spans(tracer(Sampler.alwaysOff()), 5);

        assertThat(count("dropped")).isZero();
        assertThat(collector.open).isEmpty();
    }

    private Tracer tracer(Sampler sampler) {
        return SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(bound.before(SimpleSpanProcessor.create(bound.before(collector))))
                .build()
                .get("test");
    }

    private static void spans(Tracer tracer, int count) {
        for (int i = 0; i < count; i++) {
            tracer.spanBuilder("span").startSpan().end();
        }
    }

    private double count(String outcome) {
        return metrics.counter("gate.traces.spans", "outcome", outcome).count();
    }

    /** Answers when it is told to. */
    private static final class SlowCollector implements SpanExporter {
        private final List<CompletableResultCode> open = new ArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            CompletableResultCode answer = new CompletableResultCode();
            open.add(answer);
            return answer;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
