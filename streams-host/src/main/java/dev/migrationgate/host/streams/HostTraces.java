package dev.migrationgate.host.streams;

import dev.migrationgate.trace.EndedWork;
import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.TracedWork;
import dev.migrationgate.trace.span.ReadRecord;
import dev.migrationgate.trace.span.Step;
import dev.migrationgate.trace.span.Traces;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * How a machine's work shows in traces. The machine knows of spans nothing: what its state and events hold is enough, so that after a
 * crash the same work goes on in the same place of the same trace.
 *
 * @param traces where spans are told
 * @param work the piece of work that an effect is a step of, by the state that asks for it; none: it belongs to no deployment
 * @param ended the piece of work that ends with an event, where one does
 */
public record HostTraces<S, E, F>(
        Traces traces, BiFunction<S, F, Optional<TracedWork>> work, Function<E, Optional<EndedWork>> ended) {

    /** Work that shows in no trace. */
    public static <S, E, F> HostTraces<S, E, F> none() {
        return new HostTraces<>(Traces.off(), (_, _) -> Optional.empty(), _ -> Optional.empty());
    }

    /** The context in which an effect works, whether or not spans are told. */
    Optional<TracedWork> workOf(S state, F effect) {
        return work.apply(state, effect);
    }

    Step begin(Optional<TracedWork> of, String name) {
        return of.map(known -> traces.begin(known, name)).orElse(Step.NONE);
    }

    /** Ends the span of reading a record, once called; without a trace in the record's header there is none. */
    Runnable reading(Headers headers, RecordMetadata from, String group) {
        Optional<TraceParent> sent = traces.tracer().isPresent() ? Source.trace(headers) : Optional.empty();
        return sent.map(parent ->
                        traces.reading(parent, new ReadRecord(from.topic(), from.partition(), from.offset(), group)))
                .orElse(() -> {});
    }

    void happened(E event) {
        if (traces.tracer().isPresent()) {
            ended.apply(event).ifPresent(traces::tell);
        }
    }
}
