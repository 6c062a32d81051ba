package dev.migrationgate.trace.span;

import dev.migrationgate.trace.EndedWork;
import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.TracedWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells what a service does for deployments as spans, where a collector is configured; contexts are handed on whether or not. Nothing
 * here waits for a collector, or fails because of one. Safe for several threads.
 */
public final class Traces implements AutoCloseable {
    /** The name under which our spans are told. */
    private static final String SCOPE = "dev.migrationgate";

    private static final long CLOSE_SECONDS = 2;
    private static final Traces OFF = new Traces(Optional.empty(), () -> {});

    private final Optional<Tracer> tracer;
    private final Runnable close;

    private Traces(Optional<Tracer> tracer, Runnable close) {
        this.tracer = tracer;
        this.close = close;
    }

    /** Tells nothing, and hands contexts on. */
    public static Traces off() {
        return OFF;
    }

    /**
     * Begins to tell spans, if the configuration says so.
     *
     * @param metrics where spans are counted
     * @throws IllegalStateException a variable has a value that OpenTelemetry's library refuses
     */
    public static Traces start(TraceConfig config, MeterRegistry metrics) {
        if (!config.exports()) {
            return OFF;
        }
        OpenTelemetrySdk sdk = SpanExport.start(config, metrics);
        return new Traces(Optional.of(sdk.getTracer(SCOPE)), () -> {
            sdk.getSdkTracerProvider().shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
            sdk.shutdown();
        });
    }

    /** Tells every span to a processor at once; for tests. */
    public static Traces to(SpanProcessor processor) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setIdGenerator(new KnownSpanIds())
                .addSpanProcessor(processor)
                .build();
        return new Traces(Optional.of(provider.get(SCOPE)), provider::close);
    }

    /** What makes spans; absent: none are told. */
    public Optional<Tracer> tracer() {
        return tracer;
    }

    /**
     * The context of what is done for a piece of work. Where nothing is told, the cause's: the work has no span then, and who joins the
     * trace from here belongs to the last one that was told.
     */
    public TraceParent inside(TracedWork work) {
        return tracer.isPresent() ? work.inside() : work.cause();
    }

    /** Tells of a piece of work that has ended. Told twice, it is the same span twice. */
    public void tell(EndedWork ended) {
        tracer.ifPresent(present -> tell(present, ended));
    }

    private static void tell(Tracer tracer, EndedWork ended) {
        TracedWork work = ended.work();
        // The times are of two clocks, perhaps.
        Instant begun = ended.begun().isBefore(ended.ended()) ? ended.begun() : ended.ended();
        Span span = KnownSpanIds.with(
                work.inside().spanId(),
                () -> tracer.spanBuilder(work.name())
                        .setParent(under(work.cause()))
                        .setStartTimestamp(begun)
                        .setAttribute("gate.deployment.id", work.deploymentId())
                        .setAttribute("gate.application.id", ended.application())
                        .setAttribute("gate.outcome", ended.outcome())
                        .startSpan());
        ended.problem().ifPresent(problem -> span.setStatus(StatusCode.ERROR, problem));
        span.end(ended.ended());
    }

    /** Begins one step of a piece of work, on this thread. */
    public Step begin(TracedWork work, String name) {
        return tracer.map(present -> Step.begin(present.spanBuilder(name)
                        .setParent(under(work.inside()))
                        .setAttribute("gate.deployment.id", work.deploymentId())
                        .startSpan()))
                .orElse(Step.NONE);
    }

    /**
     * Begins the span of reading a record.
     *
     * @param sent the record's context
     * @return ends the span; to be called once what came of the record is durable, or never
     */
    public Runnable reading(TraceParent sent, ReadRecord record) {
        if (tracer.isEmpty()) {
            return () -> {};
        }
        Span span = tracer.get()
                .spanBuilder("process " + record.topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(under(sent))
                .setAllAttributes(record.attributes())
                .startSpan();
        return span::end;
    }

    /** A context whose parent is elsewhere. */
    public static Context under(TraceParent parent) {
        SpanContext remote = SpanContext.createFromRemoteParent(
                parent.traceId(), parent.spanId(), TraceFlags.fromHex(parent.flags(), 0), TraceState.getDefault());
        return Context.root().with(Span.wrap(remote));
    }

    /** A span as those see it who continue its trace. */
    public static TraceParent context(Span span) {
        SpanContext context = span.getSpanContext();
        return new TraceParent("00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex());
    }

    /** Gives the collector what is left, for two seconds at most. */
    @Override
    public void close() {
        close.run();
    }
}
