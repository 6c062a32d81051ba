package dev.migrationgate.runner.request;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.host.JsonCodec;
import dev.migrationgate.host.Machine;
import dev.migrationgate.host.streams.Hosted;
import dev.migrationgate.host.streams.Source;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.trace.span.Traces;
import java.util.List;

/** Lanes as Kafka Streams hosts them. */
public final class HostedLanes {
    private HostedLanes() {}

    /**
     * Joins lanes to their topics.
     *
     * @param machine decides
     * @param codec reads and writes events
     * @param keys whose requests are acted on, and what signs that migrations succeeded
     * @param effects acts
     * @param traces where the work is told
     */
    public static Hosted<LaneState, LaneInput, LaneEvent, LaneEffect> of(
            Machine<LaneState, LaneInput, LaneEvent, LaneEffect> machine,
            EventCodec codec,
            Keys keys,
            EffectRunner<LaneInput, LaneEffect> effects,
            Traces traces) {
        RequestReader reader = new RequestReader(codec, keys.requests());
        EventWriter writer = new EventWriter(codec, keys.gate(), traces);
        return new Hosted<>(
                machine,
                "lanes",
                List.of(
                        Source.events(Topics.DEPLOYMENT_REQUESTED, codec, reader::requested),
                        Source.events(Topics.DEPLOYMENT_COMMANDS, codec, RequestReader::command)),
                Topics.RUNNER_OBSERVATIONS,
                new JsonCodec<>(LaneState.class),
                // Requests and commands have topics of their own.
                new JsonCodec<>(LaneInput.class, List.of(LaneObservation.class, LaneInput.JobDeleted.class)),
                writer::toRecord,
                effects,
                LaneTraces.of(traces));
    }
}
