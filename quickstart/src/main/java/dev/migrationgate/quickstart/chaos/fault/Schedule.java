package dev.migrationgate.quickstart.chaos.fault;

import dev.migrationgate.quickstart.chaos.fault.Disturbance.BadAnswers;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.DeleteExecution;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.Freeze;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.HideExecutions;
import dev.migrationgate.quickstart.chaos.fault.Disturbance.Kill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** All disturbances of a run, drawn from its seed. One broker at most is away at any time. */
public final class Schedule {
    /** Longer than the 45 s after which Kafka takes a silent process's work away. */
    private static final Duration FROZEN = Duration.ofSeconds(52);

    /** After so long of being refused to read an execution a runner of the chaos run must quarantine its lane. */
    public static final Duration READING_REFUSED_LIMIT = Duration.ofSeconds(2);

    /** A runner looks 2, 6 and 14 s after its first refused look: time enough for one that was killed meanwhile, too. */
    private static final Duration HIDDEN = Duration.ofSeconds(12);

    private static final int HIDDEN_OF = 3;
    private static final Duration FIRST = Duration.ofSeconds(3);

    private static final List<String> WORKERS =
            List.of("migration-runner-1", "migration-runner-2", "service-deployer-1", "service-deployer-2");
    private static final List<String> EDGES = List.of("manifest-ingest", "cloud-emulator");
    private static final List<String> BROKERS = List.of("broker-1", "broker-2", "broker-3");
    private static final List<String> STORES = List.of("registry", "postgres");

    /** What the emulator may be told, each on its own. */
    private static final List<String> PLANS = List.of(
            "[{\"method\":\"CreateJob\",\"percent\":40,\"after\":\"DROP\"}]",
            "[{\"method\":\"CreateJob|UpdateService|CreateService\",\"percent\":50,\"after\":\"DEADLINE_EXCEEDED\"}]",
            "[{\"method\":\".*\",\"percent\":30,\"before\":\"UNAVAILABLE\"}]",
            "[{\"method\":\"List.*|Get.*\",\"percent\":50,\"stale\":true}]",
            "[{\"method\":\"CreateJob|UpdateService\",\"percent\":50,\"before\":\"RESOURCE_EXHAUSTED\"}]",
            "[{\"method\":\".*\",\"percent\":40,\"delayMillis\":1500}]",
            "[{\"method\":\"CreateJob\",\"perMinute\":6}]",
            "[{\"method\":\"GetExecution|GetRevision|ListExecutions\",\"percent\":60,\"before\":\"DROP\"}]");

    private static final Duration KILL_EVERY = Duration.ofSeconds(9);
    private static final Duration FREEZE_EVERY = Duration.ofSeconds(75);
    private static final Duration BROKER_EVERY = Duration.ofSeconds(40);
    private static final Duration STORE_EVERY = Duration.ofSeconds(36);
    private static final Duration ANSWERS_EVERY = Duration.ofSeconds(22);
    private static final Duration DELETE_EVERY = Duration.ofSeconds(50);

    private final RandomGenerator random;
    private final Duration during;
    private final List<Disturbance> drawn = new ArrayList<>();

    private Schedule(Duration during, RandomGenerator random) {
        this.during = during;
        this.random = random;
    }

    /** Draws the disturbances of a run of this length, in the order of their time. */
    public static List<Disturbance> of(Duration during, RandomGenerator random) {
        var schedule = new Schedule(during, random);
        schedule.repeatedly(KILL_EVERY, at -> new Kill(at, schedule.oneOf(WORKERS), schedule.upTo(4_000)));
        schedule.repeatedly(FREEZE_EVERY, at -> new Freeze(at, schedule.oneOf(WORKERS), FROZEN));
        schedule.repeatedly(BROKER_EVERY, at -> schedule.away(at, () -> schedule.oneOf(BROKERS)));
        schedule.repeatedly(FREEZE_EVERY, at -> new Kill(at, schedule.oneOf(EDGES), schedule.upTo(3_000)));
        schedule.answers();
        schedule.repeatedly(DELETE_EVERY, DeleteExecution::new);
        STORES.forEach(store -> schedule.repeatedly(STORE_EVERY, at -> schedule.away(at, () -> store)));
        schedule.drawn.sort(Comparator.comparing(Disturbance::at));
        return List.copyOf(schedule.drawn);
    }

    /** One plan in each period. Every third hides executions, at the period's beginning, so that no other plan cuts it short. */
    private void answers() {
        int period = 0;
        for (Duration from = FIRST; from.compareTo(during) < 0; from = from.plus(ANSWERS_EVERY)) {
            Duration at = from.plus(upTo(ANSWERS_EVERY.toMillis() / 2));
            if (period % HIDDEN_OF == 1) {
                drawn.add(new HideExecutions(from, HIDDEN));
            } else if (at.compareTo(during) < 0) {
                drawn.add(new BadAnswers(at, oneOf(PLANS), upTo(12_000).plusSeconds(3)));
            }
            period++;
        }
    }

    /** Killed, or silent for longer than a broker's session and than most callers wait. */
    private Disturbance away(Duration at, Supplier<String> victim) {
        return random.nextInt(3) == 0
                ? new Freeze(at, victim.get(), upTo(6_000).plusSeconds(6))
                : new Kill(at, victim.get(), upTo(8_000));
    }

    /** One in each period, at any time of its first half, so that what lasts less than half a period never overlaps. */
    private void repeatedly(Duration every, java.util.function.Function<Duration, Disturbance> draw) {
        for (Duration from = FIRST; from.compareTo(during) < 0; from = from.plus(every)) {
            Duration at = from.plus(upTo(every.toMillis() / 2));
            if (at.compareTo(during) < 0) {
                drawn.add(draw.apply(at));
            }
        }
    }

    private Duration upTo(long millis) {
        return Duration.ofMillis(random.nextLong(millis));
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
