package dev.migrationgate.deployer.request;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutMachine;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.host.JsonCodec;
import dev.migrationgate.host.streams.Hosted;
import dev.migrationgate.host.streams.Source;
import dev.migrationgate.trace.span.Traces;
import java.util.List;
import java.util.function.Consumer;

/** Joins the rollouts' machine to its topics. */
public final class HostedRollouts {
    private HostedRollouts() {}

    /**
     * The machine, ready to be hosted. It reads {@code migration-succeeded} and its own observations, nothing else.
     *
     * @param codec reads and writes events
     * @param trusted whose word it takes that a migration succeeded
     * @param effects carries out what the machine asks for
     * @param traces where the work is told
     * @param ended told of every ending before it is written; may be told again when a transaction is repeated
     */
    public static Hosted<RolloutState, RolloutInput, RolloutEvent, RolloutEffect> of(
            RolloutMachine machine,
            EventCodec codec,
            PublicKeys trusted,
            EffectRunner<RolloutInput, RolloutEffect> effects,
            Traces traces,
            Consumer<RolloutEvent> ended) {
        GateReader reader = new GateReader(codec, trusted);
        EndingWriter writer = new EndingWriter(codec, traces);
        return new Hosted<>(
                machine,
                "rollouts",
                List.of(Source.events(Topics.MIGRATION_SUCCEEDED, codec, reader::read)),
                Topics.DEPLOYER_OBSERVATIONS,
                new JsonCodec<>(RolloutState.class),
                // Whoever can write there must not be able to open the gate.
                new JsonCodec<>(RolloutInput.class, List.of(RolloutInput.Observation.class)),
                event -> {
                    ended.accept(event);
                    return writer.write(event);
                },
                effects,
                RolloutTraces.of(traces));
    }
}
