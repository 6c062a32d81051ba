package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.EXECUTION;
import static dev.migrationgate.runner.lane.Lanes.cancel;
import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.release;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.retry;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.Decision;
import dev.migrationgate.host.JsonCodec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state with every input. The table's cells say what becomes of deployment "a": its phase ({@code -}: it is not in the
 * lane), then events, then effects. {@code =} means that nothing changes at all.
 */
class EveryStateAndInputTest {
    private static final String NAMES =
            "request cancel retry release prepared db-failed db-unclear started refused unclear denied absent ended failed unknown tick late-tick job-deleted throttled";
    private static final String TABLE = """
            empty        | Preparing > PrepareDatabase; - > RefuseCommand; - > RefuseCommand; - > RefuseCommand; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =
            waiting      | =; - + Cancelled; - > RefuseCommand; - > RefuseCommand; =; =; =; =; =; =; =; =; =; =; =; =; - + Failed; =; =
            preparing    | =; - + Cancelled; Preparing > RefuseCommand; Preparing > RefuseCommand; Starting > StartExecution; - + Failed; Preparing; =; =; =; =; =; =; =; =; =; - + Failed; =; =
            db-delayed   | =; - + Cancelled; Preparing > RefuseCommand; Preparing > RefuseCommand; Starting > StartExecution; - + Failed; =; =; =; =; =; =; =; =; =; Preparing > PrepareDatabase; - + Failed; =; =
            starting     | =; Starting > RefuseCommand; Starting > RefuseCommand; Starting > RefuseCommand; =; =; =; Running + Started > WatchExecution; - + Failed; Starting; Confirming; =; - + Started, Succeeded; - + Started, Failed; Quarantined + Quarantined; =; Confirming; =; Starting
            start-delayed| =; Starting > RefuseCommand; Starting > RefuseCommand; Starting > RefuseCommand; =; =; =; Running + Started > WatchExecution; - + Failed; =; Confirming; =; - + Started, Succeeded; - + Started, Failed; Quarantined + Quarantined; Starting > StartExecution; Confirming; =; =
            confirming   | =; Confirming > RefuseCommand; Confirming > RefuseCommand; Confirming > RefuseCommand; =; =; =; Running + Started > WatchExecution; - + Failed; =; =; - + Failed; - + Started, Succeeded; - + Started, Failed; Quarantined + Quarantined; =; Quarantined + Quarantined; =; =
            looking      | =; Confirming > RefuseCommand; Confirming > RefuseCommand; Confirming > RefuseCommand; =; =; =; Running + Started > WatchExecution; - + Failed; Confirming; =; - + Failed; - + Started, Succeeded; - + Started, Failed; Quarantined + Quarantined; =; Quarantined + Quarantined; =; =
            running      | =; Running > RefuseCommand; Running > RefuseCommand; Running > RefuseCommand; =; =; =; =; =; =; =; =; - + Succeeded; - + Failed; Quarantined + Quarantined; =; Cancelling > CancelExecution, WatchExecution; =; =
            cancelling   | =; Cancelling > RefuseCommand; Cancelling > RefuseCommand; Cancelling > RefuseCommand; =; =; =; =; =; =; =; =; - + Succeeded; - + Failed; Quarantined + Quarantined; =; Quarantined + Quarantined; =; =
            quarantined  | =; Quarantined > RefuseCommand; Quarantined > RefuseCommand; - + Released, Failed; =; =; =; =; =; =; =; =; - + Released, Succeeded; - + Released, Failed; =; =; =; =; =
            unconfirmed  | =; Quarantined > RefuseCommand; Quarantined > RefuseCommand; - + Released, Failed; =; =; =; Quarantined + Started > WatchExecution; =; =; =; =; - + Released, Succeeded; - + Released, Failed; =; =; =; =; =
            graceful     | =; Running > RefuseCommand; Running > RefuseCommand; Running > RefuseCommand; =; =; =; =; =; =; =; =; - + Cancelled; - + Cancelled; Quarantined + Quarantined; =; Cancelling > CancelExecution, WatchExecution; =; =
            forced       | =; Cancelling > RefuseCommand; Cancelling > RefuseCommand; Cancelling > RefuseCommand; =; =; =; =; =; =; =; =; - + Cancelled; - + Cancelled; Quarantined + Quarantined; =; Quarantined + Quarantined; =; =
            start-forced | =; Starting > RefuseCommand; Starting > RefuseCommand; Starting > RefuseCommand; =; =; =; Cancelling + Started > CancelExecution, WatchExecution; - + Cancelled; Starting; Confirming; =; - + Started, Cancelled; - + Started, Cancelled; Quarantined + Quarantined; =; Confirming; =; Starting
            held-forced  | =; Quarantined > RefuseCommand; Quarantined > RefuseCommand; - + Released, Cancelled; =; =; =; =; =; =; =; =; - + Released, Cancelled; - + Released, Cancelled; =; =; =; =; =
            failed       | =; - > RefuseCommand; Preparing > PrepareDatabase; - > RefuseCommand; =; =; =; =; =; =; =; =; =; =; =; =; - > DeleteJob; -; =
            succeeded    | =; - > RefuseCommand; - > RefuseCommand; - > RefuseCommand; =; =; =; =; =; =; =; =; =; =; =; =; - > DeleteJob; -; =
            """;

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("cells")
    void isAnsweredAsTheTableSays(String state, String input, String expected) {
        Lanes lane = lanes().get(state);
        LaneState before = lane.state;
        lane.now =
                input.equals("late-tick") ? lane.now.plus(Duration.ofHours(100)) : lane.now.plus(Duration.ofSeconds(5));

        var decision = lane.give(inputs().get(input));

        assertThat(told(before, decision)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("cells")
    void stateAndInputSurviveTheirBytes(String state, String input, String ignored) {
        JsonCodec<LaneState> states = new JsonCodec<>(LaneState.class);
        JsonCodec<LaneInput> inputs = new JsonCodec<>(LaneInput.class);
        LaneState some = lanes().get(state).state;
        LaneInput given = inputs().get(input);

        assertThat(states.decode(states.encode(some))).isEqualTo(some);
        assertThat(inputs.decode(inputs.encode(given))).isEqualTo(given);
    }

    private static String told(LaneState before, Decision<LaneState, LaneEvent, LaneEffect> decision) {
        if (decision.equals(Decision.stay(before))) {
            return "=";
        }
        String phase = decision.state()
                .holder()
                .filter(holder -> holder.entry().belongsTo("a"))
                .map(holder -> holder.phase().getClass().getSimpleName())
                .orElse("-");
        return phase + names(" + ", decision.events()) + names(" > ", decision.effects());
    }

    private static String names(String prefix, List<?> values) {
        String names =
                values.stream().map(value -> value.getClass().getSimpleName()).collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : prefix + names;
    }

    static Stream<Arguments> cells() {
        List<String> names = List.of(NAMES.split(" ", -1));
        return TABLE.lines().flatMap(line -> {
            String[] row = line.split("\\|", -1);
            String[] cells = row[1].split(";", -1);
            assertThat(cells).hasSameSizeAs(names);
            return Stream.iterate(0, i -> i < cells.length, i -> i + 1)
                    .map(i -> Arguments.of(row[0].strip(), names.get(i), cells[i].strip()));
        });
    }

    private static Map<String, LaneInput> inputs() {
        Map<String, LaneInput> inputs = new LinkedHashMap<>();
        inputs.put("request", requested("a"));
        inputs.put("cancel", Lanes.cancelAgain("a"));
        inputs.put("retry", retry("a"));
        inputs.put("release", release("a", LaneCommand.Verdict.FAILED));
        inputs.put("prepared", prepared("a", 1));
        inputs.put("db-failed", new LaneObservation.DatabaseFailed(Lanes.tenure("a", 1), "no"));
        inputs.put("db-unclear", new LaneObservation.DatabaseUnclear(Lanes.tenure("a", 1), "away"));
        inputs.put("started", started("a", 1));
        inputs.put("refused", new LaneObservation.StartRefused(Lanes.tenure("a", 1), "no"));
        inputs.put("unclear", new LaneObservation.StartUnclear(Lanes.tenure("a", 1), "away"));
        inputs.put("denied", new LaneObservation.StartDenied(Lanes.tenure("a", 1), "not now"));
        inputs.put("absent", new LaneObservation.ExecutionAbsent(Lanes.tenure("a", 1)));
        inputs.put("ended", succeeded("a", 1));
        inputs.put("failed", exited("a", 1, 1));
        inputs.put("unknown", new LaneObservation.ExecutionUnknown(Lanes.tenure("a", 1), "gone"));
        inputs.put("tick", new LaneInput.Tick());
        inputs.put("late-tick", new LaneInput.Tick());
        inputs.put("job-deleted", new LaneInput.JobDeleted("a", 1));
        inputs.put("throttled", new LaneObservation.StartThrottled(Lanes.tenure("a", 1), "quota"));
        return inputs;
    }

    private static Map<String, Lanes> lanes() {
        LaneInput unclear = new LaneObservation.StartUnclear(Lanes.tenure("a", 1), "away");
        LaneInput unknown = new LaneObservation.ExecutionUnknown(Lanes.tenure("a", 1), "gone");
        Map<String, Lanes> lanes = new LinkedHashMap<>();
        lanes.put("empty", new Lanes());
        // Behind a quarantined deployment, which no tick moves.
        lanes.put(
                "waiting",
                new Lanes()
                        .giveAll(
                                requested("z"),
                                prepared("z", 1),
                                started("z", 1),
                                new LaneObservation.ExecutionUnknown(Lanes.tenure("z", 1), "gone"),
                                requested("a")));
        lanes.put("preparing", new Lanes().giveAll(requested("a")));
        lanes.put(
                "db-delayed",
                new Lanes().giveAll(requested("a"), new LaneObservation.DatabaseUnclear(Lanes.tenure("a", 1), "away")));
        lanes.put("starting", new Lanes().giveAll(requested("a"), prepared("a", 1)));
        lanes.put("start-delayed", new Lanes().giveAll(requested("a"), prepared("a", 1), unclear));
        LaneInput denied = new LaneObservation.StartDenied(Lanes.tenure("a", 1), "not now");
        lanes.put("confirming", new Lanes().giveAll(requested("a"), prepared("a", 1), denied));
        lanes.put("looking", after(new Lanes().giveAll(requested("a"), prepared("a", 1), denied), Lanes::wake));
        lanes.put("running", running());
        lanes.put("cancelling", after(running(), Lanes::wake));
        lanes.put("quarantined", running().giveAll(unknown));
        lanes.put("unconfirmed", after(new Lanes().giveAll(requested("a"), prepared("a", 1)), lane -> lane.wake(3)));
        lanes.put("graceful", running(CancelPolicy.GRACEFUL).giveAll(cancel("a")));
        lanes.put("forced", running(CancelPolicy.FORCE).giveAll(cancel("a")));
        lanes.put(
                "start-forced", new Lanes().giveAll(requested("a", CancelPolicy.FORCE), prepared("a", 1), cancel("a")));
        lanes.put("held-forced", running(CancelPolicy.FORCE).giveAll(cancel("a"), unknown));
        lanes.put("failed", running().giveAll(exited("a", 1, 1)));
        lanes.put("succeeded", running().giveAll(succeeded("a", 1)));
        return lanes;
    }

    private static Lanes running() {
        return running(CancelPolicy.NEVER);
    }

    private static Lanes running(CancelPolicy policy) {
        Lanes lane = new Lanes().giveAll(requested("a", policy), prepared("a", 1), started("a", 1));
        assertThat(lane.state.holder().orElseThrow().phase())
                .isInstanceOfSatisfying(
                        Phase.Running.class,
                        running -> assertThat(running.execution()).isEqualTo(EXECUTION));
        return lane;
    }

    private static Lanes after(Lanes lane, Consumer<Lanes> more) {
        more.accept(lane);
        return lane;
    }
}
