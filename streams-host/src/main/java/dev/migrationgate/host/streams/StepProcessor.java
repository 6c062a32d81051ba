package dev.migrationgate.host.streams;

import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.host.Decision;
import dev.migrationgate.trace.TraceParent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds a machine: reads the key's state, lets it decide, stores, forwards, and stages effects. One stream task each. */
final class StepProcessor<S, I, E, F> implements Processor<String, byte[], String, OutgoingRecord> {
    private static final Logger LOGGER = LoggerFactory.getLogger(StepProcessor.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration TOO_LARGE_PAUSE = Duration.ofMinutes(1);
    private static final Duration REGISTRY_PAUSE = Duration.ofMillis(500);
    /** Well below max.poll.interval.ms (5 min), after which the group would take the partitions away. */
    private static final int REGISTRY_TRIES = 120;

    private final Hosted<S, I, E, F> hosted;
    private final Map<String, Source.Reader<I>> readers;
    private final AfterCommit afterCommit;
    private final EffectExecutor<I, F> effects;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Map<String, Instant> wakes = new HashMap<>();
    private @Nullable ProcessorContext<String, OutgoingRecord> context;
    private @Nullable KeyValueStore<String, byte[]> store;

    StepProcessor(
            Hosted<S, I, E, F> hosted,
            List<Source<I>> sources,
            AfterCommit afterCommit,
            EffectExecutor<I, F> effects,
            Clock clock,
            MeterRegistry metrics) {
        this.hosted = hosted;
        this.readers = sources.stream().collect(Collectors.toMap(Source::topic, Source::reader));
        this.afterCommit = afterCommit;
        this.effects = effects;
        this.clock = clock;
        this.metrics = metrics;
        // There before the first of them: who watches a counter sees it rise only from a value that was there.
        readers.keySet().forEach(topic -> {
            records(topic);
            deadLetters(topic);
        });
    }

    private Counter records(String topic) {
        return metrics.counter("gate.records", "topic", topic);
    }

    private Counter deadLetters(String topic) {
        return metrics.counter("gate.dead.letters", "topic", topic);
    }

    /** Called once the store is restored: whatever it holds is committed, so its unfinished effects may start at once. */
    @Override
    public void init(ProcessorContext<String, OutgoingRecord> assigned) {
        context = assigned;
        store = assigned.getStateStore(hosted.store());
        afterCommit.discard(assigned.taskId());
        effects.release(assigned.taskId());
        wakes.clear();
        try (KeyValueIterator<String, byte[]> states = store().all()) {
            states.forEachRemaining(this::resume);
        }
        assigned.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> wake(clock.instant()));
    }

    @Override
    public void process(Record<String, byte[]> incoming) {
        var from = context().recordMetadata().orElseThrow();
        records(from.topic()).increment();
        I input;
        try {
            if (incoming.key() == null) {
                throw new UndecodableException("the record has no key", null);
            }
            Source.Reader<I> reader = Objects.requireNonNull(readers.get(from.topic()));
            input = untilRegistryAnswers(() -> reader.read(incoming.key(), incoming.value(), incoming.headers()));
        } catch (UndecodableException e) {
            putAside(incoming, from, e.reason());
            return;
        }
        Runnable read =
                hosted.traces().reading(incoming.headers(), from, context().applicationId());
        try {
            if (step(incoming.key(), input, clock.instant(), Source.trace(incoming.headers()))) {
                afterCommit.stage(context().taskId(), read);
            }
        } catch (StateTooLargeException e) {
            // Kept out, the key goes on as it was; let in, it would end this thread each time it is read.
            LOGGER.atError().log(e.getMessage());
            putAside(incoming, from, String.valueOf(e.getMessage()));
        }
    }

    private void putAside(Record<String, byte[]> incoming, RecordMetadata from, String reason) {
        deadLetters(from.topic()).increment();
        forward(DeadLetter.of(incoming, from, context().applicationId(), reason, clock.instant()));
    }

    @Override
    public void close() {
        TaskId task = context().taskId();
        afterCommit.discard(task);
        effects.release(task);
    }

    private void resume(KeyValue<String, byte[]> entry) {
        S state = hosted.states().decode(entry.value);
        TaskId task = context().taskId();
        Instant now = clock.instant();
        hosted.machine().unfinished(state).forEach(effect -> {
            var work = hosted.traces().workOf(state, effect);
            effects.submit(task, entry.key, effect, now, work);
        });
        remember(entry.key, state);
    }

    /**
     * The registry's absence is no fault of what is read or written: wait for it here, and let the thread fail only after a minute.
     */
    private static <T> T untilRegistryAnswers(Supplier<T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return work.get();
            } catch (RegistryException e) {
                if (tried == REGISTRY_TRIES) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** Answers whether anything was decided: a record that was read before, say, changes nothing. */
    private boolean step(String key, I input, Instant now, Optional<TraceParent> trace) {
        byte[] stored = store().get(key);
        S before =
                stored == null ? hosted.machine().initial(key) : hosted.states().decode(stored);
        Decision<S, E, F> decision = hosted.machine().step(before, input, now);
        // Also written when only effects were decided: without a write there may be no transaction for them to wait
        // for.
        boolean decided =
                !decision.state().equals(before) || !decision.effects().isEmpty();
        if (decided) {
            store().put(key, fitting(key, hosted.states().encode(decision.state())));
        }
        decision.events()
                .forEach(event ->
                        forward(untilRegistryAnswers(() -> hosted.toRecord().apply(event))
                                .within(trace)));
        decision.events().forEach(afterCommit::decides);
        decision.effects().forEach(afterCommit::decides);
        TaskId task = context().taskId();
        S after = decision.state();
        decision.effects().forEach(effect -> {
            var work = hosted.traces().workOf(after, effect);
            afterCommit.stage(task, () -> effects.submit(task, key, effect, now, work));
        });
        decision.events()
                .forEach(event -> afterCommit.stage(task, () -> hosted.traces().happened(event)));
        remember(key, after);
        return decided || !decision.events().isEmpty();
    }

    private static byte[] fitting(String key, byte[] state) {
        if (state.length > StreamsHost.MAX_STATE_BYTES) {
            throw new StateTooLargeException(key, state.length, StreamsHost.MAX_STATE_BYTES);
        }
        return state;
    }

    private void wake(Instant now) {
        List<String> due = wakes.entrySet().stream()
                .filter(wake -> !wake.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(key -> wake(key, now));
    }

    private void wake(String key, Instant now) {
        try {
            step(key, hosted.machine().tick(), now, Optional.empty());
        } catch (StateTooLargeException e) {
            LOGGER.atError().log(e.getMessage());
            wakes.put(key, now.plus(TOO_LARGE_PAUSE));
        }
    }

    private void remember(String key, S state) {
        hosted.machine().wakeAt(state).ifPresentOrElse(at -> wakes.put(key, at), () -> wakes.remove(key));
    }

    private void forward(OutgoingRecord outgoing) {
        context().forward(new Record<>(outgoing.key(), outgoing, clock.millis(), outgoing.headers()));
    }

    private static void pause() {
        try {
            Thread.sleep(REGISTRY_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the schema registry", e);
        }
    }

    private ProcessorContext<String, OutgoingRecord> context() {
        return Objects.requireNonNull(context, "used before init");
    }

    private KeyValueStore<String, byte[]> store() {
        return Objects.requireNonNull(store, "used before init");
    }
}
