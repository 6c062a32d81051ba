package dev.migrationgate.trace.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.trace.EndedWork;
import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.TracedWork;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracesTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final TraceParent CAUSE = TraceParent.derivedFrom("cause");
    private static final TracedWork WORK = new TracedWork(CAUSE, "migration", "d", "1");

    private final InMemorySpanExporter told = InMemorySpanExporter.create();
    private final Traces traces = Traces.to(SimpleSpanProcessor.create(told));

    @AfterEach
    void stop() {
        traces.close();
    }

    @Test
    void workIsToldUnderTheIdThatItsStepsHaveForTheirParent() {
        try (Step step = traces.begin(WORK, "StartExecution")) {
            step.failed("SomeException");
        }
        traces.tell(ended(NOW.minusSeconds(60), NOW, Optional.empty()));

        SpanData step = told.getFinishedSpanItems().getFirst();
        SpanData work = told.getFinishedSpanItems().getLast();
        assertThat(work.getName()).isEqualTo("migration");
        assertThat(work.getSpanId()).isEqualTo(traces.inside(WORK).spanId());
        assertThat(work.getParentSpanId()).isEqualTo(CAUSE.spanId());
        assertThat(work.getTraceId()).isEqualTo(CAUSE.traceId());
        assertThat(work.getEndEpochNanos() - work.getStartEpochNanos()).isEqualTo(60_000_000_000L);
        assertThat(step.getParentSpanId()).isEqualTo(work.getSpanId());
        assertThat(step.getTraceId()).isEqualTo(CAUSE.traceId());
        assertThat(step.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void whatFailedSaysWhyInAWordAndATimeThatRanBackIsNone() {
        traces.tell(ended(NOW.plusSeconds(1), NOW, Optional.of("EXIT_CODE")));

        SpanData work = told.getFinishedSpanItems().getFirst();
        assertThat(work.getStatus().getDescription()).isEqualTo("EXIT_CODE");
        assertThat(work.getStartEpochNanos()).isEqualTo(work.getEndEpochNanos());
    }

    @Test
    void aStepIsCurrentOnItsThreadUntilItEnds() {
        try (Step step = traces.begin(WORK, "StartExecution")) {
            assertThat(step).isNotNull();
            assertThat(Span.current().getSpanContext().getTraceId()).isEqualTo(CAUSE.traceId());
        }
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    void readingIsToldOnceItIsDone() {
        Runnable done = traces.reading(CAUSE, new ReadRecord("deployment-requested", 3, 7, "migration-runner"));
        assertThat(told.getFinishedSpanItems()).isEmpty();

        done.run();

        SpanData read = told.getFinishedSpanItems().getFirst();
        assertThat(read.getName()).isEqualTo("process deployment-requested");
        assertThat(read.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(read.getParentSpanId()).isEqualTo(CAUSE.spanId());
    }

    @Test
    void whereNothingIsToldTheCauseIsHandedOn() {
        Traces off = Traces.start(TraceConfig.OFF, new io.micrometer.core.instrument.simple.SimpleMeterRegistry());

        assertThat(off.inside(WORK)).isEqualTo(CAUSE);
        assertThat(off.tracer()).isEmpty();
        try (Step step = off.begin(WORK, "StartExecution")) {
            step.failed("SomeException");
            assertThat(Span.current().getSpanContext().isValid()).isFalse();
        }
        off.tell(ended(NOW, NOW, Optional.empty()));
        off.close();
    }

    private static EndedWork ended(Instant begun, Instant ended, Optional<String> problem) {
        return new EndedWork(WORK, "o/u/e/p/app", begun, ended, "APPLIED", problem);
    }
}
