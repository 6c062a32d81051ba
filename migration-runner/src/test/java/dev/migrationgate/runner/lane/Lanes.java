package dev.migrationgate.runner.lane;

import dev.migrationgate.host.Decision;
import dev.migrationgate.host.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A lane in a test: remembers its state, and all that was decided. */
final class Lanes {
    static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
    static final DatabaseSecrets SECRETS = new DatabaseSecrets(
            "projects/p/secrets/m/versions/1", "projects/p/secrets/r/versions/1", Optional.empty(), Optional.empty());
    static final Evidence EVIDENCE = new Evidence(
            "projects/p/locations/r/jobs/j",
            "projects/p/locations/r/jobs/j/executions/e",
            "image:1",
            Optional.of(START),
            Optional.of(START.plusSeconds(9)),
            Optional.of("https://logs"));
    static final ExecutionRef EXECUTION = new ExecutionRef(EVIDENCE.job(), EVIDENCE.execution(), START);

    private static final JsonCodec<LaneInput> INPUTS = new JsonCodec<>(LaneInput.class);

    final LaneMachine machine = new LaneMachine(LaneRules.DEFAULT);
    final List<LaneEvent> events = new ArrayList<>();
    final List<LaneEffect> effects = new ArrayList<>();
    LaneState state = machine.initial("lane");
    Instant now = START;

    Decision<LaneState, LaneEvent, LaneEffect> give(LaneInput input) {
        var decision = machine.step(state, inThisEpoch(input), now);
        state = decision.state();
        events.addAll(decision.events());
        effects.addAll(decision.effects());
        return decision;
    }

    /** Through its bytes, since it is the one part that all observations have. */
    private LaneInput inThisEpoch(LaneInput input) {
        String text = new String(INPUTS.encode(input), StandardCharsets.UTF_8);
        return INPUTS.decode(
                text.replace("\"epoch\":0}", "\"epoch\":" + state.epoch() + "}").getBytes(StandardCharsets.UTF_8));
    }

    Lanes giveAll(LaneInput... inputs) {
        for (LaneInput input : inputs) {
            give(input);
        }
        return this;
    }

    /** Waits until the lane wants a tick, and gives it. */
    Decision<LaneState, LaneEvent, LaneEffect> wake() {
        now = machine.wakeAt(state).orElseThrow();
        return give(machine.tick());
    }

    void wake(int times) {
        for (int time = 0; time < times; time++) {
            wake();
        }
    }

    /** Waits until something is said. */
    void wakeUntil(Class<? extends LaneEvent> kind) {
        int before = events.size();
        while (events.stream().skip(before).noneMatch(kind::isInstance)) {
            wake();
        }
    }

    static LaneInput requested(String id) {
        return new LaneInput.Requested(request(id, Optional.of(migration(0)), Optional.of(access())));
    }

    static LaneInput requested(String id, CancelPolicy policy) {
        return new LaneInput.Requested(request(id, Optional.of(migration(3, policy, false)), Optional.of(access())));
    }

    static LaneInput superseding(String id) {
        Migration migration = migration(0, CancelPolicy.NEVER, true);
        return new LaneInput.Requested(request(id, Optional.of(migration), Optional.of(access())));
    }

    static LaneInput withoutMigration(String id) {
        return new LaneInput.Requested(request(id, Optional.empty(), Optional.of(access())));
    }

    static LaneInput withoutAnything(String id) {
        return new LaneInput.Requested(request(id, Optional.empty(), Optional.empty()));
    }

    static LaneInput requestedAt(String id, Instant time) {
        return new LaneInput.Requested(request(id, time, Optional.of(migration(0)), Optional.of(access())));
    }

    /** A person chose to leave out the migration that there is. */
    static LaneInput skipping(String id) {
        return skipping(id, Optional.of(access()));
    }

    static LaneInput skipping(String id, Optional<DatabaseAccess> access) {
        Request request = request(id, Optional.empty(), access);
        return new LaneInput.Requested(new Request(
                id,
                request.applicationId(),
                request.version(),
                request.requestedAt(),
                request.cloudProject(),
                Optional.empty(),
                true,
                access,
                request.envelope()));
    }

    static Request request(String id, Optional<Migration> migration, Optional<DatabaseAccess> access) {
        return request(id, START, migration, access);
    }

    static Request request(String id, Instant time, Optional<Migration> migration, Optional<DatabaseAccess> access) {
        Envelope envelope = Envelope.of(id.getBytes(StandardCharsets.UTF_8));
        return new Request(id, "o/u/e/p/app", "1.0.0", time, "project", migration, false, access, envelope);
    }

    static Migration migration(int retries) {
        return migration(retries, CancelPolicy.NEVER, false);
    }

    static Migration migration(int retries, CancelPolicy policy, boolean supersede) {
        return new Migration(
                "europe-west1",
                "image:1",
                List.of(),
                List.of("migrate"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(10),
                Limits.NONE,
                retries,
                policy,
                supersede);
    }

    static DatabaseAccess access() {
        return new DatabaseAccess(
                "Database/o/u/e/p/db",
                "payments",
                List.of(),
                "public",
                List.of("USAGE"),
                List.of(),
                false,
                "DATABASE_URL",
                false);
    }

    /** Of the lane's epoch, whichever that is when it is given. */
    static Tenure tenure(String id, int attempt) {
        return new Tenure(id, attempt, 0);
    }

    static LaneObservation prepared(String id, int attempt) {
        return new LaneObservation.DatabasePrepared(tenure(id, attempt), SECRETS, List.of());
    }

    /** The database is as the manifest declares it. */
    static LaneObservation checked(String id, int attempt) {
        return new LaneObservation.DatabaseChecked(tenure(id, attempt), List.of(), true);
    }

    static LaneObservation drifted(String id, int attempt, String... findings) {
        return new LaneObservation.DatabaseChecked(tenure(id, attempt), List.of(findings), true);
    }

    static LaneObservation warned(String id, int attempt, String... findings) {
        return new LaneObservation.DatabaseChecked(tenure(id, attempt), List.of(findings), false);
    }

    static LaneObservation started(String id, int attempt) {
        return new LaneObservation.ExecutionStarted(tenure(id, attempt), EXECUTION);
    }

    static LaneObservation succeeded(String id, int attempt) {
        return new LaneObservation.ExecutionEnded(tenure(id, attempt), EXECUTION, EVIDENCE, Optional.empty());
    }

    static LaneObservation exited(String id, int attempt, int code) {
        Failure failure = new Failure(
                Failure.EXIT_CODE, "exited with " + code, Optional.of(code), Optional.empty(), List.of("a line"));
        return new LaneObservation.ExecutionEnded(tenure(id, attempt), EXECUTION, EVIDENCE, Optional.of(failure));
    }

    static LaneObservation neverStarted(String id, int attempt) {
        Failure failure = Failure.of(Failure.NOT_STARTED, "no instance");
        return new LaneObservation.ExecutionEnded(tenure(id, attempt), EXECUTION, EVIDENCE, Optional.of(failure));
    }

    static LaneCommand cancel(String id) {
        return new LaneCommand.CancelAsked("cancel-" + id, id, Optional.empty(), "ada", "wrong version", START);
    }

    static LaneCommand cancelAgain(String id) {
        return new LaneCommand.CancelAsked("cancel-again-" + id, id, Optional.empty(), "ada", "wrong version", START);
    }

    static LaneCommand retry(String id) {
        return new LaneCommand.RetryAsked("retry-" + id, id, Optional.empty(), "ada", "fixed the data", START);
    }

    static LaneCommand rotate(String id) {
        return new LaneCommand.RotateAsked("rotate-" + id, id, Optional.empty(), "ada", "a laptop was lost", START);
    }

    static LaneCommand release(String id, LaneCommand.Verdict verdict) {
        return new LaneCommand.ReleaseAsked(
                "release-" + id + verdict, id, Optional.empty(), "ada", "looked at the tables", START, verdict);
    }
}
