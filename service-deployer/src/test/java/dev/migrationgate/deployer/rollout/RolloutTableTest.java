package dev.migrationgate.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state × every input. A dot: nothing at all changes. */
class RolloutTableTest {
    private static final Deployment ONE = Deployments.applied(1);
    private static final Deployment FAILED = Deployments.applied(7);
    private static final Instant NOW = Deployments.START.plus(Duration.ofHours(1));
    private static final RolloutLimits LIMITS = RolloutLimits.within(Duration.ofMinutes(15));
    private static final RolloutMachine MACHINE = new RolloutMachine(LIMITS);

    private static final String TABLE = """
            input              | idle     | ended    | checking         | creating  | awaiting  | shifting    | withdrawing | over
            same gate          | checking | .        | .                | .         | .         | .           | .           | .
            other gate         | checking | rejected | queued           | queued    | queued    | queued      | queued      | queued
            large gate         | checking | checking | turned away      | turned away | turned away | turned away | turned away | turned away
            next gate          | checking | checking | queued           | queued    | queued    | queued      | queued      | queued
            evidence accepted  | .        | .        | creating         | .         | .         | .           | .           | .
            evidence refused   | .        | .        | rejected         | .         | .         | .           | .           | .
            evidence unseen    | .        | .        | troubled         | .         | .         | .           | .           | .
            late, and unseen   | .        | .        | rejected, EVIDENCE_MISSING | . | .       | .           | .           | .
            late, and running  | .        | .        | rejected         | .         | .         | .           | .           | .
            revision created   | .        | .        | .                | awaiting  | .         | .           | .           | .
            revision ready     | .        | .        | .                | .         | shifting  | .           | .           | .
            revision failed    | .        | .        | .                | NOT_READY | NOT_READY | withdrawing | .           | withdrawing
            not ready in time  | .        | .        | .                | .         | NOT_READY | .           | .           | .
            not ready before   | .        | .        | .                | .         | .         | .           | .           | .
            traffic shifted    | .        | .        | .                | .         | .         | deployed    | .           | deployed
            traffic withdrawn  | .        | .        | .                | .         | .         | .           | NOT_READY   | .
            newer found        | .        | .        | .                | superseded| superseded| superseded  | NOT_READY   | superseded
            failed one found   | .        | .        | .                | over      | over      | over        | over        | .
            refused            | .        | .        | troubled         | REFUSED   | REFUSED   | withdrawing | troubled    | withdrawing
            late, and refused  | .        | .        | rejected, EVIDENCE_MISSING | REFUSED | REFUSED | withdrawing | NOT_READY  | withdrawing
            troubled           | .        | .        | troubled         | troubled  | troubled  | troubled    | troubled    | troubled
            throttled          | .        | .        | troubled         | troubled  | troubled  | troubled    | troubled    | troubled
            other's observation| .        | .        | .                | .         | .         | .           | .           | .
            early tick         | .        | .        | .                | .         | .         | .           | .           | .
            tick to ask again  | .        | .        | asked            | asked     | asked     | asked       | asked       | asked
            tick past ready    | .        | .        | asked            | asked     | asked     | asked       | asked       | asked
            tick past last look| .        | .        | asked            | asked     | NOT_READY | asked       | asked       | asked
            tick past rollout  | .        | .        | asked            | DEADLINE  | DEADLINE  | withdrawing | asked       | withdrawing
            """;

    @ParameterizedTest(name = "{0} × {1} → {2}")
    @MethodSource("cells")
    void everyStateAnswersEveryInput(String stateName, String inputName, String expected) {
        RolloutState state = states().get(stateName);
        Given given = inputs().get(inputName);

        Decision<RolloutState, RolloutEvent, RolloutEffect> decision = MACHINE.step(state, given.input(), given.at());

        assertThat(outcome(state, decision)).isEqualTo(expected);
        if (expected.equals(".")) {
            assertThat(decision).isEqualTo(Decision.stay(state));
        }
    }

    @Test
    void theTableLeavesOutNoKindOfInputAndNoPhase() {
        assertThat(inputs().values().stream()
                        .map(given -> given.input().getClass().getName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        concrete(RolloutInput.class).map(Class::getName).toList());
        assertThat(states().values().stream()
                        .flatMap(state -> state.current().stream())
                        .map(rollout -> rollout.phase().getClass().getName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        concrete(Phase.class).map(Class::getName).toList());
        assertThat(states().values().stream()
                        .flatMap(state -> state.current().stream())
                        .map(rollout -> rollout.phase().word())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Phase.WORDS);
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RolloutTableTest::concrete)
                : Stream.of(type);
    }

    static Stream<Arguments> cells() {
        List<List<String>> rows = TABLE.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .toList();
        List<String> head = rows.getFirst();
        assertThat(head.subList(1, head.size())).containsExactlyElementsOf(states().keySet());
        assertThat(rows.stream().skip(1).map(List::getFirst)).containsExactlyElementsOf(inputs().keySet());
        return rows.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(1, head.size())
                        .mapToObj(column -> Arguments.of(head.get(column), row.getFirst(), row.get(column))));
    }

    private static String outcome(RolloutState before, Decision<RolloutState, RolloutEvent, RolloutEffect> decision) {
        if (!decision.events().isEmpty()) {
            return decision.events().stream().map(RolloutTableTest::name).collect(Collectors.joining(", "));
        }
        if (decision.state().equals(before)) {
            assertThat(decision.effects()).isEmpty();
            return ".";
        }
        if (decision.state().waiting().size() > before.waiting().size()) {
            assertThat(decision.effects()).isEmpty();
            return "queued";
        }
        Rollout rollout = decision.state().current().orElseThrow();
        if (decision.effects().isEmpty()) {
            assertThat(rollout.troubles()).isEqualTo(1);
            return "troubled";
        }
        assertThat(decision.effects()).containsExactly(rollout.effect());
        if (!rollout.over().equals(before.current().flatMap(Rollout::over))) {
            return "over";
        }
        boolean samePhase = before.current()
                .map(Rollout::phase)
                .filter(rollout.phase()::equals)
                .isPresent();
        return samePhase ? "asked" : name(rollout.phase());
    }

    private static String name(RolloutEvent event) {
        return switch (event) {
            case RolloutEvent.Deployed _ -> "deployed";
            case RolloutEvent.DeployFailed failed -> failed.failure().reason().name();
            case RolloutEvent.Superseded _ -> "superseded";
            case RolloutEvent.Rejected _ -> "rejected";
            case RolloutEvent.TurnedAway _ -> "turned away";
        };
    }

    private static String name(Phase phase) {
        return switch (phase) {
            case Phase.CheckingEvidence _ -> "checking";
            case Phase.CreatingRevision _ -> "creating";
            case Phase.AwaitingReady _ -> "awaiting";
            case Phase.ShiftingTraffic _ -> "shifting";
            case Phase.WithdrawingTraffic _ -> "withdrawing";
        };
    }

    private static Map<String, RolloutState> states() {
        Map<String, RolloutState> states = new LinkedHashMap<>();
        states.put("idle", RolloutState.nothing());
        states.put("ended", RolloutState.nothing().done(ONE));
        states.put("checking", at(new Phase.CheckingEvidence(Optional.of(NOW))));
        states.put("creating", at(new Phase.CreatingRevision()));
        states.put("awaiting", at(new Phase.AwaitingReady(NOW, NOW.plusSeconds(240))));
        states.put("shifting", at(new Phase.ShiftingTraffic(NOW)));
        states.put(
                "withdrawing",
                at(new Phase.WithdrawingTraffic(new Failure(Failure.Reason.NOT_READY, "no"), Optional.of(NOW))));
        states.put(
                "over",
                states.get("shifting")
                        .at(states.get("shifting").current().orElseThrow().over(FAILED.deploymentId(), NOW, LIMITS)));
        return states;
    }

    private static RolloutState at(Phase phase) {
        return RolloutState.nothing()
                .done(FAILED)
                .at(Rollout.start(ONE, NOW, LIMITS).enter(phase, NOW, LIMITS));
    }

    private static Map<String, Given> inputs() {
        String id = ONE.deploymentId();
        Map<String, Given> inputs = new LinkedHashMap<>();
        inputs.put("same gate", now(new RolloutInput.GateOpened(ONE)));
        inputs.put(
                "other gate",
                now(new RolloutInput.GateOpened(Deployments.with(
                        1, GateOutcome.APPLIED, ONE.evidence(), ONE.migrationImage(), "another event"))));
        inputs.put("large gate", now(new RolloutInput.GateOpened(Deployments.large(3, 4 * 1024 * 1024))));
        inputs.put("next gate", now(new RolloutInput.GateOpened(Deployments.applied(2))));
        inputs.put("evidence accepted", now(new RolloutInput.EvidenceAccepted(id, ONE.gateId())));
        inputs.put("evidence refused", now(new RolloutInput.EvidenceRefused(id, ONE.gateId(), "forged")));
        inputs.put("evidence unseen", now(new RolloutInput.EvidenceUnseen(id, ONE.gateId(), "gone", false)));
        inputs.put(
                "late, and unseen",
                new Given(new RolloutInput.EvidenceUnseen(id, ONE.gateId(), "gone", false), NOW.plusSeconds(900)));
        inputs.put(
                "late, and running",
                new Given(new RolloutInput.EvidenceUnseen(id, ONE.gateId(), "runs", true), NOW.plusSeconds(900)));
        inputs.put("revision created", now(new RolloutInput.RevisionCreated(id, NOW)));
        inputs.put("revision ready", now(new RolloutInput.RevisionReady(id)));
        inputs.put("revision failed", now(new RolloutInput.RevisionFailed(id, "exit 1")));
        inputs.put("not ready in time", now(new RolloutInput.NotReady(id, NOW.plusSeconds(240))));
        inputs.put("not ready before", now(new RolloutInput.NotReady(id, NOW.plusSeconds(239))));
        inputs.put("traffic shifted", now(new RolloutInput.TrafficShifted(id, "http://127.0.0.1")));
        inputs.put("traffic withdrawn", now(new RolloutInput.TrafficWithdrawn(id)));
        inputs.put("newer found", now(new RolloutInput.NewerFound(id, "d-newer")));
        inputs.put("failed one found", now(new RolloutInput.NewerFound(id, FAILED.deploymentId())));
        inputs.put("refused", now(new RolloutInput.Refused(id, "PERMISSION_DENIED")));
        inputs.put(
                "late, and refused",
                new Given(new RolloutInput.Refused(id, "PERMISSION_DENIED"), NOW.plusSeconds(900)));
        inputs.put("troubled", now(new RolloutInput.Troubled(id, "UNAVAILABLE")));
        inputs.put("throttled", now(new RolloutInput.Throttled(id, "RESOURCE_EXHAUSTED", true, Duration.ZERO)));
        inputs.put(
                "other's observation",
                now(new RolloutInput.TrafficShifted(Deployments.applied(9).deploymentId(), "")));
        inputs.put("early tick", now(new RolloutInput.Tick()));
        inputs.put("tick to ask again", new Given(new RolloutInput.Tick(), NOW.plusSeconds(60)));
        inputs.put("tick past ready", new Given(new RolloutInput.Tick(), NOW.plusSeconds(240)));
        inputs.put("tick past last look", new Given(new RolloutInput.Tick(), NOW.plusSeconds(360)));
        inputs.put("tick past rollout", new Given(new RolloutInput.Tick(), NOW.plusSeconds(900)));
        return inputs;
    }

    private static Given now(RolloutInput input) {
        return new Given(input, NOW.plusMillis(1));
    }

    private record Given(RolloutInput input, Instant at) {}
}
