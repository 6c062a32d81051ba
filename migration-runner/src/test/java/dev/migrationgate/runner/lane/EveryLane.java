package dev.migrationgate.runner.lane;

import static dev.migrationgate.runner.lane.Lanes.cancel;
import static dev.migrationgate.runner.lane.Lanes.checked;
import static dev.migrationgate.runner.lane.Lanes.drifted;
import static dev.migrationgate.runner.lane.Lanes.exited;
import static dev.migrationgate.runner.lane.Lanes.prepared;
import static dev.migrationgate.runner.lane.Lanes.release;
import static dev.migrationgate.runner.lane.Lanes.requested;
import static dev.migrationgate.runner.lane.Lanes.retry;
import static dev.migrationgate.runner.lane.Lanes.rotate;
import static dev.migrationgate.runner.lane.Lanes.started;
import static dev.migrationgate.runner.lane.Lanes.succeeded;
import static dev.migrationgate.runner.lane.Lanes.warned;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Every kind of state that a lane can be in, as seen from deployment "a", and every kind of input. */
final class EveryLane {
    private EveryLane() {}

    /** The inputs, about an attempt of "a". */
    static Map<String, LaneInput> inputs(int attempt) {
        Tenure tenure = Lanes.tenure("a", attempt);
        Map<String, LaneInput> inputs = new LinkedHashMap<>();
        inputs.put("request", requested("a"));
        inputs.put("cancel", Lanes.cancelAgain("a"));
        inputs.put("retry", retry("a"));
        inputs.put("release-failed", release("a", LaneCommand.Verdict.FAILED));
        inputs.put("release-succeeded", release("a", LaneCommand.Verdict.SUCCEEDED));
        inputs.put("rotate", rotate("a"));
        inputs.put("prepared", prepared("a", attempt));
        inputs.put("db-failed", new LaneObservation.DatabaseFailed(tenure, "no"));
        inputs.put("db-unclear", new LaneObservation.DatabaseUnclear(tenure, "away"));
        inputs.put("checked", checked("a", attempt));
        inputs.put("drifted", drifted("a", attempt, "GRANT SELECT"));
        inputs.put("warned", warned("a", attempt, "GRANT SELECT"));
        inputs.put("started", started("a", attempt));
        inputs.put("refused", new LaneObservation.StartRefused(tenure, "no"));
        inputs.put("unclear", new LaneObservation.StartUnclear(tenure, false, "away"));
        inputs.put("created", new LaneObservation.StartUnclear(tenure, true, "away"));
        inputs.put("throttled", new LaneObservation.StartThrottled(tenure, false, "quota"));
        inputs.put("denied", new LaneObservation.StartDenied(tenure, "not now"));
        inputs.put("absent", new LaneObservation.ExecutionAbsent(tenure));
        inputs.put("succeeded", succeeded("a", attempt));
        inputs.put("exit-1", exited("a", attempt, 1));
        inputs.put("exit-75", exited("a", attempt, LaneRules.TEMPORARY_FAILURE));
        inputs.put("never-began", neverBegan(tenure));
        inputs.put("unknown", new LaneObservation.ExecutionUnknown(tenure, "gone", true));
        inputs.put("tick", new LaneInput.Tick());
        inputs.put("late-tick", new LaneInput.Tick());
        inputs.put("job-deleted", new LaneInput.JobDeleted("a", attempt));
        return inputs;
    }

    private static LaneObservation neverBegan(Tenure tenure) {
        Failure failure = Failure.of(Failure.NOT_STARTED, "no instance was found");
        return new LaneObservation.ExecutionEnded(tenure, Lanes.EXECUTION, Lanes.EVIDENCE, Optional.of(failure));
    }

    static Map<String, Lanes> lanes() {
        Map<String, Lanes> lanes = new LinkedHashMap<>();
        lanes.put("empty", new Lanes());
        lanes.put("waiting", waiting());
        lanes.put("preparing", new Lanes().giveAll(requested("a")));
        lanes.put("db-delayed", new Lanes().giveAll(requested("a"), inputs(1).get("db-unclear")));
        lanes.put("untouched", untouched());
        putStarts(lanes);
        lanes.put("running", running(CancelPolicy.NEVER));
        lanes.put("running-g", running(CancelPolicy.GRACEFUL));
        lanes.put("running-f", running(CancelPolicy.FORCE));
        lanes.put("graceful", running(CancelPolicy.GRACEFUL).giveAll(cancel("a")));
        lanes.put("forced", running(CancelPolicy.FORCE).giveAll(cancel("a")));
        lanes.put("cancelling", after(running(CancelPolicy.NEVER), Lanes::wake));
        lanes.put("cancelling-f", after(running(CancelPolicy.FORCE), Lanes::wake));
        LaneInput unknown = inputs(1).get("unknown");
        lanes.put("quarantined", running(CancelPolicy.NEVER).giveAll(unknown));
        lanes.put("watched", after(running(CancelPolicy.NEVER).giveAll(unknown), Lanes::wake));
        LaneInput contradicted =
                new LaneObservation.ExecutionUnknown(Lanes.tenure("a", 1), "contradicts its log", false);
        lanes.put("contradicted", running(CancelPolicy.NEVER).giveAll(contradicted));
        lanes.put("held-forced", running(CancelPolicy.FORCE).giveAll(cancel("a"), unknown));
        lanes.put("unconfirmed", after(starting(CancelPolicy.NEVER), lane -> lane.wake(3)));
        lanes.put("looked-for", after(starting(CancelPolicy.NEVER), lane -> lane.wake(4)));
        lanes.put("failed", running(CancelPolicy.NEVER).giveAll(exited("a", 1, 1)));
        lanes.put("overtaken", overtaken());
        putChecks(lanes);
        return lanes;
    }

    private static void putChecks(Map<String, Lanes> lanes) {
        LaneInput ended = succeeded("a", 1);
        lanes.put("checking", running(CancelPolicy.NEVER).giveAll(ended));
        lanes.put(
                "check-delayed",
                running(CancelPolicy.NEVER).giveAll(ended, inputs(1).get("db-unclear")));
        lanes.put("check-only", new Lanes().giveAll(Lanes.withoutMigration("a"), prepared("a", 1)));
        lanes.put("skip-prepared", new Lanes().giveAll(Lanes.skipping("a")));
        lanes.put("skip-check", new Lanes().giveAll(Lanes.skipping("a"), prepared("a", 1)));
        lanes.put("drifted", running(CancelPolicy.NEVER).giveAll(ended, drifted("a", 1, "GRANT SELECT")));
        lanes.put("succeeded", running(CancelPolicy.NEVER).giveAll(ended, checked("a", 1)));
    }

    private static void putStarts(Map<String, Lanes> lanes) {
        Map<String, LaneInput> inputs = inputs(1);
        LaneInput unclear = inputs.get("unclear");
        LaneInput created = inputs.get("created");
        LaneInput denied = inputs.get("denied");
        lanes.put("starting", starting(CancelPolicy.NEVER));
        lanes.put("starting-f", starting(CancelPolicy.FORCE));
        lanes.put("start-forced", starting(CancelPolicy.FORCE).giveAll(cancel("a")));
        lanes.put("delayed", starting(CancelPolicy.NEVER).giveAll(unclear));
        lanes.put("created", starting(CancelPolicy.NEVER).giveAll(created));
        lanes.put("searching", after(starting(CancelPolicy.NEVER).giveAll(created), Lanes::wake));
        lanes.put("confirming", starting(CancelPolicy.NEVER).giveAll(denied));
        lanes.put("looking", after(starting(CancelPolicy.NEVER).giveAll(denied), Lanes::wake));
        lanes.put("cancelled", starting(CancelPolicy.NEVER).giveAll(unclear, cancel("a")));
        lanes.put("looking-made", after(starting(CancelPolicy.NEVER).giveAll(created, cancel("a")), Lanes::wake));
    }

    /** Behind a quarantined deployment, which no tick moves. */
    private static Lanes waiting() {
        return new Lanes()
                .giveAll(
                        requested("z"),
                        prepared("z", 1),
                        started("z", 1),
                        new LaneObservation.ExecutionUnknown(Lanes.tenure("z", 1), "gone", true),
                        requested("a"));
    }

    /** The second attempt waits for its time: of it, nothing was asked for. */
    private static Lanes untouched() {
        Request request = Lanes.request("a", Optional.of(Lanes.migration(3)), Optional.empty());
        return new Lanes()
                .giveAll(
                        new LaneInput.Requested(request), started("a", 1), exited("a", 1, LaneRules.TEMPORARY_FAILURE));
    }

    /** It failed, and a younger one of the application passed. */
    private static Lanes overtaken() {
        Lanes lane = running(CancelPolicy.NEVER).giveAll(exited("a", 1, 1));
        return lane.giveAll(
                Lanes.requestedAt("y", Lanes.START.plusSeconds(9)),
                prepared("y", 1),
                started("y", 1),
                succeeded("y", 1),
                checked("y", 1));
    }

    private static Lanes starting(CancelPolicy policy) {
        return new Lanes().giveAll(requested("a", policy), prepared("a", 1));
    }

    private static Lanes running(CancelPolicy policy) {
        return starting(policy).giveAll(started("a", 1));
    }

    private static Lanes after(Lanes lane, Consumer<Lanes> more) {
        more.accept(lane);
        return lane;
    }

    /** When an input is given: shortly after, or after every deadline. */
    static Duration later(String input) {
        return input.equals("late-tick") ? Duration.ofHours(100) : Duration.ofSeconds(5);
    }
}
