package dev.migrationgate.tests.simulation;

import dev.migrationgate.host.Decision;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.host.Machine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Hosts a machine as Kafka Streams would: a step's state, events and read position are kept together or not at all, effects start
 * after that, and everything unfinished is asked for again by the one that takes over.
 */
final class SimulatedHost<S, I, E, F> {
    private final Machine<S, I, E, F> machine;
    private final EffectRunner<I, F> effects;
    private final Consumer<I> handlings;
    private final Consumer<E> events;
    private final Chance chance;
    private final Supplier<Instant> now;
    private final Map<String, S> states = new LinkedHashMap<>();
    private final Map<String, List<I>> topic = new LinkedHashMap<>();
    private final Map<String, Integer> handled = new LinkedHashMap<>();
    private final Map<String, Deque<I>> observations = new LinkedHashMap<>();
    private final List<Flight<F>> flights = new ArrayList<>();

    SimulatedHost(
            Machine<S, I, E, F> machine,
            EffectRunner<I, F> effects,
            Consumer<I> handlings,
            Consumer<E> events,
            Chance chance,
            Supplier<Instant> now) {
        this.machine = machine;
        this.effects = effects;
        this.handlings = handlings;
        this.events = events;
        this.chance = chance;
        this.now = now;
    }

    void append(String key, I input) {
        topic.computeIfAbsent(key, _ -> new ArrayList<>()).add(input);
    }

    Map<String, S> states() {
        return states;
    }

    /** Handles the next record of some key: of the topic, or of what effects saw. */
    void deliver() {
        List<String> keys = new ArrayList<>(topic.keySet());
        if (keys.isEmpty()) {
            return;
        }
        String key = chance.of(keys);
        Deque<I> seen = observations.getOrDefault(key, new ArrayDeque<>());
        int next = handled.getOrDefault(key, 0);
        boolean more = next < topic.get(key).size();
        if (!seen.isEmpty() && (!more || chance.percent(70))) {
            if (committed(key, seen.getFirst())) {
                seen.removeFirst();
            }
        } else if (more && committed(key, topic.get(key).get(next))) {
            handled.put(key, next + 1);
        }
    }

    /** Lets some effect go on. */
    void act() {
        if (!flights.isEmpty()) {
            Flight<F> flight = chance.of(flights);
            flight.code().resume();
            if (flight.code().ended()) {
                flights.remove(flight);
            }
        }
    }

    void tick() {
        List<String> due = states.entrySet().stream()
                .filter(each -> machine.wakeAt(each.getValue())
                        .filter(at -> !at.isAfter(now.get()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
        if (!due.isEmpty()) {
            committed(chance.of(due), machine.tick());
        }
    }

    /** The process dies, or is only stopped: then its effects go on later, beside those of its successor. */
    void crash(boolean stopped) {
        for (Flight<F> flight : List.copyOf(flights)) {
            if (stopped && !flight.zombie()) {
                flights.set(flights.indexOf(flight), flight.stopped());
            } else if (!stopped && !flight.zombie()) {
                flight.code().kill();
                flights.remove(flight);
            }
        }
    }

    /** Another process takes every key over. */
    void takeOver() {
        states.forEach((key, state) -> machine.unfinished(state).forEach(effect -> start(key, effect)));
    }

    /** Reads what was handled of some key again, from its first record: nothing may come of it (promise P7). */
    void reread(Auditor auditor) {
        if (topic.isEmpty()) {
            return;
        }
        String key = chance.of(new ArrayList<>(topic.keySet()));
        for (I input : topic.get(key).subList(0, handled.getOrDefault(key, 0))) {
            S before = states.getOrDefault(key, machine.initial(key));
            Decision<S, E, F> decision = machine.step(before, input, now.get());
            auditor.rereadDecided(input, decision.events(), decision.effects());
            states.put(key, decision.state());
        }
    }

    boolean idle() {
        return flights.isEmpty()
                && observations.values().stream().allMatch(Deque::isEmpty)
                && topic.entrySet().stream()
                        .allMatch(each -> handled.getOrDefault(each.getKey(), 0)
                                == each.getValue().size());
    }

    /** Whether an effect of this kind may still act for the key. */
    boolean flies(String key, Class<?> kind) {
        return flights.stream().anyMatch(flight -> flight.key().equals(key) && kind.isInstance(flight.effect()));
    }

    /** Ends all effects, so that no thread stays behind. */
    void close() {
        flights.forEach(flight -> flight.code().kill());
        flights.clear();
    }

    /**
     * Decides, and commits. Where the process dies in between, the decision is lost with its transaction: nothing of it is kept, said
     * or done, and the input is still to be read, by the one who takes over, later and perhaps after another input.
     *
     * @return whether it was committed
     */
    private boolean committed(String key, I input) {
        S before = states.getOrDefault(key, machine.initial(key));
        Decision<S, E, F> decision = machine.step(before, input, now.get());
        if (chance.fault(20)) {
            crash(false);
            takeOver();
            return false;
        }
        handlings.accept(input);
        states.put(key, decision.state());
        decision.events().forEach(events);
        decision.effects().forEach(effect -> start(key, effect));
        return true;
    }

    private void start(String key, F effect) {
        boolean flies = flights.stream()
                .anyMatch(flight -> !flight.zombie()
                        && flight.key().equals(key)
                        && flight.effect().equals(effect));
        if (!flies) {
            Instant decidedAt = now.get();
            Coroutine code = new Coroutine(() -> effects.run(key, effect, decidedAt, this::observe));
            flights.add(new Flight<>(key, effect, code, false));
        }
    }

    private void observe(String key, I observation) {
        Coroutine.point();
        Deque<I> seen = observations.computeIfAbsent(key, _ -> new ArrayDeque<>());
        seen.add(observation);
        if (chance.fault(100)) {
            seen.add(observation);
        }
        Coroutine.point();
    }

    private record Flight<F>(String key, F effect, Coroutine code, boolean zombie) {
        Flight<F> stopped() {
            return new Flight<>(key, effect, code, true);
        }
    }
}
