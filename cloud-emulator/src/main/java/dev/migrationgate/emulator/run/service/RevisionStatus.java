package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Condition.RevisionReason;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Revision;
import dev.migrationgate.emulator.call.Times;
import dev.migrationgate.emulator.run.container.Rules;
import dev.migrationgate.emulator.run.container.StartFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Conditions of revisions, worded as Cloud Run words them. Pure. */
final class RevisionStatus {
    private static final String READY = "Ready";

    private RevisionStatus() {}

    static Condition condition(String type, State state, String message, Instant now) {
        return Condition.newBuilder()
                .setType(type)
                .setState(state)
                .setMessage(message)
                .setLastTransitionTime(Times.timestamp(now))
                .build();
    }

    static Condition unhealthy(int port, String detail, Instant now) {
        String message =
                "HealthCheckContainerError: The user-provided container failed to start and listen on the port defined"
                        + " provided by the PORT=" + port + " environment variable within the allocated timeout. "
                        + detail
                        + " Logs for this revision might contain more information.";
        return condition(READY, State.CONDITION_FAILED, message, now).toBuilder()
                .setRevisionReason(RevisionReason.HEALTH_CHECK_CONTAINER_ERROR)
                .build();
    }

    static Condition notStarted(StartFailure failure, Instant now) {
        return condition(READY, State.CONDITION_FAILED, failure.text(), now).toBuilder()
                .setReason(failure.reason())
                .build();
    }

    static Revision ready(Revision revision, Instant now) {
        double seconds =
                Duration.between(Times.instant(revision.getCreateTime()), now).toMillis() / 1000.0;
        String message = String.format(Locale.ROOT, "Deploying revision succeeded in %.2fs.", seconds);
        return with(revision, condition(READY, State.CONDITION_SUCCEEDED, message, now), now);
    }

    static Revision failed(Revision revision, Condition why, Instant now) {
        return with(revision, why, now);
    }

    /** The condition that says that the revision failed for good; empty if it is ready or not known yet. */
    static Optional<Condition> failure(Revision revision) {
        return revision.getConditionsList().stream()
                .filter(condition -> condition.getType().equals(READY))
                .filter(condition -> condition.getState() == State.CONDITION_FAILED)
                .findFirst();
    }

    static boolean isReady(Revision revision) {
        return revision.getConditionsList().stream()
                .anyMatch(condition ->
                        condition.getType().equals(READY) && condition.getState() == State.CONDITION_SUCCEEDED);
    }

    private static Revision with(Revision revision, Condition ready, Instant now) {
        return revision.toBuilder()
                .clearConditions()
                .addConditions(ready)
                .addConditions(ready.toBuilder().setType("ContainerHealthy"))
                .setReconciling(false)
                .setObservedGeneration(revision.getGeneration())
                .setUpdateTime(Times.timestamp(now))
                .setEtag(Rules.newEtag())
                .build();
    }
}
