package dev.migrationgate.runner.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.Decision;
import dev.migrationgate.host.JsonCodec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state with every input. The table's cells say what becomes of deployment "a": its phase ({@code -}: it is not in the
 * lane), then events, then effects. {@code =} means that nothing changes at all.
 */
class EveryStateAndInputTest {
    private static final String NAMES =
            "request cancel retry release-failed release-succeeded rotate prepared db-failed db-unclear checked"
                    + " drifted warned started refused unclear created throttled denied absent succeeded exit-1 exit-75"
                    + " never-began unknown tick late-tick job-deleted";
    private static final String TABLE = """
        empty         | Preparing > PrepareDatabase; - + CommandRefused; - + CommandRefused; - + CommandRefused; - + CommandRefused; - + CommandRefused; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =
        waiting       | =; - + Cancelled; - + CommandRefused; - + CommandRefused; - + CommandRefused; -; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; - + Failed > WatchExecution; =
        preparing     | =; - + Cancelled; Preparing + CommandRefused; Preparing + CommandRefused; Preparing + CommandRefused; Preparing; Starting > StartExecution; - + Failed; Preparing; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; - + Failed; =
        db-delayed    | =; - + Cancelled; Preparing + CommandRefused; Preparing + CommandRefused; Preparing + CommandRefused; Preparing; Starting > StartExecution; - + Failed; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; Preparing > PrepareDatabase; - + Failed; =
        untouched     | =; - + Cancelled; Starting + CommandRefused; Starting + CommandRefused; Starting + CommandRefused; Starting + CommandRefused; =; =; =; =; =; =; Running + Started > WatchExecution; - + Failed; =; Starting; =; Confirming; =; - + Started, Succeeded; - + Started, Failed; Starting + Started; Starting + Started; Quarantined + Quarantined; =; - + Failed > DeleteJob; =
        starting      | =; Starting + CommandRefused; Starting + CommandRefused; Starting + CommandRefused; Starting + CommandRefused; Starting; =; =; =; =; =; =; Running + Started > WatchExecution; - + Failed; Starting; Starting; Starting; Confirming; =; Checking + Started > CheckDatabase; - + Started, Failed; Preparing + Started; Preparing + Started; Quarantined + Quarantined; =; Confirming; =
        starting-f    | =; Starting; Starting + CommandRefused; Starting + CommandRefused; Starting + CommandRefused; Starting; =; =; =; =; =; =; Running + Started > WatchExecution; - + Failed; Starting; Starting; Starting; Confirming; =; Checking + Started > CheckDatabase; - + Started, Failed; Preparing + Started; Preparing + Started; Quarantined + Quarantined; =; Confirming; =
        start-forced  | =; Starting + CommandRefused; Starting + CommandRefused; Starting + CommandRefused; Starting + CommandRefused; Starting; =; =; =; =; =; =; Cancelling + Started > CancelExecution, WatchExecution; - + Cancelled; Confirming; Confirming; Confirming; Confirming; =; - + Started, Cancelled; - + Started, Cancelled; - + Started, Cancelled; - + Started, Cancelled; Quarantined + Quarantined; =; Confirming; =
        delayed       | =; Confirming; Starting + CommandRefused; Starting + CommandRefused; Starting + CommandRefused; Starting; =; =; =; =; =; =; Running + Started > WatchExecution; - + Failed; =; Starting; =; Confirming; =; Checking + Started > CheckDatabase; - + Started, Failed; Preparing + Started; Preparing + Started; Quarantined + Quarantined; Starting > StartExecution; Confirming; =
        created       | =; Confirming; Starting + CommandRefused; Starting + CommandRefused; Starting + CommandRefused; Starting; =; =; =; =; =; =; Running + Started > WatchExecution; - + Failed; =; =; =; Confirming; Quarantined + Quarantined; Checking + Started > CheckDatabase; - + Started, Failed; Preparing + Started; Preparing + Started; Quarantined + Quarantined; Starting > LookForExecution; Confirming; =
        searching     | =; Starting + CommandRefused; Starting + CommandRefused; Starting + CommandRefused; Starting + CommandRefused; Starting; =; =; =; =; =; =; Running + Started > WatchExecution; - + Failed; Starting; Starting; Starting; Confirming; Quarantined + Quarantined; Checking + Started > CheckDatabase; - + Started, Failed; Preparing + Started; Preparing + Started; Quarantined + Quarantined; =; Confirming; =
        confirming    | =; Confirming; Confirming + CommandRefused; Confirming + CommandRefused; Confirming + CommandRefused; Confirming; =; =; =; =; =; =; Running + Started > WatchExecution; - + Failed; =; Confirming; Confirming; =; - + Failed; Checking + Started > CheckDatabase; - + Started, Failed; Preparing + Started; Preparing + Started; Quarantined + Quarantined; =; Quarantined + Quarantined; =
        looking       | =; Confirming; Confirming + CommandRefused; Confirming + CommandRefused; Confirming + CommandRefused; Confirming; =; =; =; =; =; =; Running + Started > WatchExecution; - + Failed; Confirming; Confirming; Confirming; =; - + Failed; Checking + Started > CheckDatabase; - + Started, Failed; Preparing + Started; Preparing + Started; Quarantined + Quarantined; =; Quarantined + Quarantined; =
        cancelled     | =; Confirming + CommandRefused; Confirming + CommandRefused; Confirming + CommandRefused; Confirming + CommandRefused; Confirming; =; =; =; =; =; =; Running + Started > WatchExecution; - + Cancelled; =; Confirming; Confirming; =; - + Cancelled; - + Started, Cancelled; - + Started, Cancelled; - + Started, Cancelled; - + Started, Cancelled; Quarantined + Quarantined; =; Quarantined + Quarantined; =
        looking-made  | =; Confirming + CommandRefused; Confirming + CommandRefused; Confirming + CommandRefused; Confirming + CommandRefused; Confirming; =; =; =; =; =; =; Running + Started > WatchExecution; - + Cancelled; Confirming; Confirming; Confirming; =; Quarantined + Quarantined; - + Started, Cancelled; - + Started, Cancelled; - + Started, Cancelled; - + Started, Cancelled; Quarantined + Quarantined; =; Quarantined + Quarantined; =
        running       | =; Running + CommandRefused; Running + CommandRefused; Running + CommandRefused; Running + CommandRefused; Running; =; =; =; =; =; =; =; =; =; =; =; =; =; Checking > CheckDatabase; - + Failed; Preparing; Preparing; Quarantined + Quarantined; =; Cancelling > CancelExecution, WatchExecution; =
        running-g     | =; Running; Running + CommandRefused; Running + CommandRefused; Running + CommandRefused; Running; =; =; =; =; =; =; =; =; =; =; =; =; =; Checking > CheckDatabase; - + Failed; Preparing; Preparing; Quarantined + Quarantined; =; Cancelling > CancelExecution, WatchExecution; =
        running-f     | =; Cancelling > CancelExecution, WatchExecution; Running + CommandRefused; Running + CommandRefused; Running + CommandRefused; Running; =; =; =; =; =; =; =; =; =; =; =; =; =; Checking > CheckDatabase; - + Failed; Preparing; Preparing; Quarantined + Quarantined; =; Cancelling > CancelExecution, WatchExecution; =
        graceful      | =; Running + CommandRefused; Running + CommandRefused; Running + CommandRefused; Running + CommandRefused; Running; =; =; =; =; =; =; =; =; =; =; =; =; =; - + Cancelled; - + Cancelled; - + Cancelled; - + Cancelled; Quarantined + Quarantined; =; Cancelling > CancelExecution, WatchExecution; =
        forced        | =; Cancelling + CommandRefused; Cancelling + CommandRefused; Cancelling + CommandRefused; Cancelling + CommandRefused; Cancelling; =; =; =; =; =; =; =; =; =; =; =; =; =; - + Cancelled; - + Cancelled; - + Cancelled; - + Cancelled; Quarantined + Quarantined; =; Quarantined + Quarantined; =
        cancelling    | =; Cancelling + CommandRefused; Cancelling + CommandRefused; Cancelling + CommandRefused; Cancelling + CommandRefused; Cancelling; =; =; =; =; =; =; =; =; =; =; =; =; =; Checking > CheckDatabase; - + Failed; Preparing; Preparing; Quarantined + Quarantined; =; Quarantined + Quarantined; =
        cancelling-f  | =; Cancelling; Cancelling + CommandRefused; Cancelling + CommandRefused; Cancelling + CommandRefused; Cancelling; =; =; =; =; =; =; =; =; =; =; =; =; =; Checking > CheckDatabase; - + Failed; Preparing; Preparing; Quarantined + Quarantined; =; Quarantined + Quarantined; =
        quarantined   | =; Quarantined + CommandRefused; Quarantined + CommandRefused; - + Released, Failed; Checking + Released > CheckDatabase; Quarantined; =; =; =; =; =; =; =; =; =; =; =; =; =; Checking + Released > CheckDatabase; - + Released, Failed; Preparing + Released; Preparing + Released; =; =; Quarantined > WatchExecution; =
        watched       | =; Quarantined + CommandRefused; Quarantined + CommandRefused; - + Released, Failed; Checking + Released > CheckDatabase; Quarantined; =; =; =; =; =; =; =; Quarantined; Quarantined; Quarantined; Quarantined; =; Quarantined; Checking + Released > CheckDatabase; - + Released, Failed; Preparing + Released; Preparing + Released; Quarantined; =; =; =
        contradicted  | =; Quarantined + CommandRefused; Quarantined + CommandRefused; - + Released, Failed; Checking + Released > CheckDatabase; Quarantined; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =
        held-forced   | =; Quarantined + CommandRefused; Quarantined + CommandRefused; - + Released, Cancelled; - + Released, Cancelled; Quarantined; =; =; =; =; =; =; =; =; =; =; =; =; =; - + Released, Cancelled; - + Released, Cancelled; - + Released, Cancelled; - + Released, Cancelled; =; =; Quarantined > WatchExecution; =
        unconfirmed   | =; Quarantined + CommandRefused; Quarantined + CommandRefused; - + Released, Failed; Checking + Released > CheckDatabase; Quarantined; =; =; =; =; =; =; Quarantined + Started > WatchExecution; =; =; =; =; =; =; Checking + Released > CheckDatabase; - + Released, Failed; Preparing + Released; Preparing + Released; =; =; Quarantined > LookForExecution; =
        looked-for    | =; Quarantined + CommandRefused; Quarantined + CommandRefused; - + Released, Failed; Checking + Released > CheckDatabase; Quarantined; =; =; =; =; =; =; Quarantined + Started > WatchExecution; Quarantined; Quarantined; Quarantined; Quarantined; =; Quarantined; Checking + Released > CheckDatabase; - + Released, Failed; Preparing + Released; Preparing + Released; Quarantined; =; =; =
        failed        | =; - + CommandRefused; Preparing > PrepareDatabase; - + CommandRefused; - + CommandRefused; -; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; - > DeleteJob; -
        overtaken     | =; - + CommandRefused; - + CommandRefused; - + CommandRefused; - + CommandRefused; -; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; - > DeleteJob, DeleteJob; -
        checking      | =; - + Cancelled; Checking + CommandRefused; Checking + CommandRefused; Checking + CommandRefused; Checking; =; - + Failed; Checking; - + Succeeded; - + Failed; - + Succeeded; =; =; =; =; =; =; =; =; =; =; =; =; =; - + Failed; =
        check-delayed | =; - + Cancelled; Checking + CommandRefused; Checking + CommandRefused; Checking + CommandRefused; Checking; =; - + Failed; =; - + Succeeded; - + Failed; - + Succeeded; =; =; =; =; =; =; =; =; =; =; =; =; Checking > CheckDatabase; - + Failed; =
        check-only    | =; - + Cancelled; Checking + CommandRefused; Checking + CommandRefused; Checking + CommandRefused; Checking; =; - + Failed; Checking; - + Succeeded; - + Failed; - + Succeeded; =; =; =; =; =; =; =; =; =; =; =; =; =; - + Failed; =
        skip-prepared | =; - + Cancelled; Preparing + CommandRefused; Preparing + CommandRefused; Preparing + CommandRefused; Preparing; Checking > CheckDatabase; - + Failed; Preparing; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; - + Failed; =
        skip-check    | =; - + Cancelled; Checking + CommandRefused; Checking + CommandRefused; Checking + CommandRefused; Checking; =; - + Failed; Checking; - + Succeeded; - + Failed; - + Succeeded; =; =; =; =; =; =; =; =; =; =; =; =; =; - + Failed; =
        drifted       | =; - + CommandRefused; Preparing > PrepareDatabase; - + CommandRefused; - + CommandRefused; -; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; - > DeleteJob; -
        succeeded     | =; - + CommandRefused; - + CommandRefused; - + CommandRefused; - + CommandRefused; -; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; =; - > DeleteJob; -
        """;

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("cells")
    void isAnsweredAsTheTableSays(String state, String input, String expected) {
        Lanes lane = EveryLane.lanes().get(state);
        LaneState before = lane.state;
        lane.now = lane.now.plus(EveryLane.later(input));

        var decision = lane.give(given(lane, input));

        assertThat(told(before, decision)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("cells")
    void stateAndInputSurviveTheirBytes(String state, String input, String ignored) {
        JsonCodec<LaneState> states = new JsonCodec<>(LaneState.class);
        JsonCodec<LaneInput> inputs = new JsonCodec<>(LaneInput.class);
        LaneState some = EveryLane.lanes().get(state).state;
        LaneInput given = EveryLane.inputs(1).get(input);

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

    /** About the attempt that the lane is at. */
    private static LaneInput given(Lanes lane, String input) {
        int attempt =
                lane.state.holder().map(holder -> holder.entry().attempt()).orElse(1);
        return EveryLane.inputs(attempt).get(input);
    }

    @Test
    void theTableHasEveryPhaseAndEveryInput() {
        assertThat(EveryLane.inputs(1).keySet()).containsExactly(NAMES.split(" ", -1));
        assertThat(classes(EveryLane.inputs(1).values().stream())).containsAll(kinds(LaneInput.class));
        assertThat(classes(EveryLane.lanes().values().stream()
                        .flatMap(lane -> lane.state.holder().stream())
                        .map(LaneState.Holder::phase)))
                .containsAll(kinds(Phase.class));
        assertThat(EveryLane.lanes().keySet())
                .containsExactlyElementsOf(TABLE.lines()
                        .map(line -> line.split("\\|", -1)[0].strip())
                        .toList());
    }

    private static Set<Class<?>> classes(Stream<?> values) {
        return values.<Class<?>>map(Object::getClass).collect(Collectors.toSet());
    }

    private static Set<Class<?>> kinds(Class<?> kind) {
        return kind.isSealed()
                ? Stream.of(kind.getPermittedSubclasses())
                        .flatMap(each -> kinds(each).stream())
                        .collect(Collectors.toSet())
                : Set.of(kind);
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
}
