package dev.migrationgate.emulator.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Faults by rules that can be changed while it runs. The same seed and the same calls in the same order meet the same faults. */
public final class RuledFaults implements FaultPlan {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<FaultRule, Deque<Instant>> passed = new HashMap<>();
    private Plan plan = new Plan(0, List.of());
    private SplittableRandom random = new SplittableRandom(0);
    private int refused;

    /**
     * A plan as it is written.
     *
     * @param seed decides which calls are hit
     * @param rules all of them are held against each call, in order
     */
    public record Plan(long seed, List<FaultRule> rules) {
        /** Copies the list. */
        public Plan {
            rules = rules == null ? List.of() : List.copyOf(rules);
        }
    }

    /** No faults yet. */
    public RuledFaults(Clock clock) {
        this.clock = clock;
    }

    /**
     * Goes by another plan from the next call on.
     *
     * @param json the plan: {@code {"seed": 7, "rules": [{"method": "CreateJob", "percent": 20, "after": "UNAVAILABLE"}]}}
     * @throws IllegalArgumentException it is not a plan; says what would be right
     */
    public synchronized void become(String json) {
        try {
            plan = JSON.readValue(json, Plan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a fault plan: " + e.getOriginalMessage(), e);
        }
        random = new SplittableRandom(plan.seed());
        passed.clear();
        refused = 0;
    }

    /** The number of rules in force. */
    public synchronized int rules() {
        return plan.rules().size();
    }

    /** How many calls the plan in force has refused, or taken the answer of. */
    public synchronized int refused() {
        return refused;
    }

    @Override
    public void beforeEffect(String method) {
        for (FaultRule rule : hitBy(method)) {
            rule.delayMillis().ifPresent(RuledFaults::delay);
            if (rule.perMinute().isPresent() && exhausted(rule)) {
                throw refusal("RESOURCE_EXHAUSTED");
            }
            rule.before().ifPresent(status -> {
                throw refusal(status);
            });
        }
    }

    @Override
    public boolean deletesExecutions(String method) {
        return hitBy(method, FaultRule::deleteExecutions);
    }

    @Override
    public void beforeAnswer(String method) {
        for (FaultRule rule : hitBy(method)) {
            rule.after().ifPresent(status -> {
                throw refusal(status);
            });
        }
    }

    @Override
    public boolean stale(String method) {
        return hitBy(method, FaultRule::stale);
    }

    private synchronized StatusRuntimeException refusal(String status) {
        refused++;
        return FaultRule.fault(status);
    }

    private boolean hitBy(String method, Predicate<FaultRule> effect) {
        return hitBy(method).stream().anyMatch(effect);
    }

    private synchronized List<FaultRule> hitBy(String method) {
        String shortName = method.substring(method.lastIndexOf('/') + 1);
        return plan.rules().stream()
                .filter(rule -> rule.concerns(shortName))
                .filter(rule -> random.nextDouble(100) < rule.percent())
                .toList();
    }

    private synchronized boolean exhausted(FaultRule rule) {
        Deque<Instant> calls = passed.computeIfAbsent(rule, _ -> new ArrayDeque<>());
        Instant now = clock.instant();
        while (!calls.isEmpty() && !calls.getFirst().isAfter(now.minus(MINUTE))) {
            calls.removeFirst();
        }
        if (calls.size() >= rule.perMinute().orElseThrow()) {
            return true;
        }
        calls.addLast(now);
        return false;
    }

    private static void delay(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
