package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import java.util.List;
import java.util.Optional;

/** Reads Cloud Run's conditions. */
final class Conditions {
    private Conditions() {}

    static Optional<Condition> ready(Revision revision) {
        return named(revision.getConditionsList(), "Ready");
    }

    static Optional<Condition> completed(Execution execution) {
        return named(execution.getConditionsList(), "Completed");
    }

    /** Why a service did not come to what was asked for, once Cloud Run stopped trying. */
    static Optional<String> failure(Service service) {
        return Optional.of(service.getTerminalCondition())
                .filter(_ -> !service.getReconciling())
                .filter(Conditions::failed)
                .map(Conditions::text);
    }

    static boolean succeeded(Condition condition) {
        return condition.getState() == Condition.State.CONDITION_SUCCEEDED;
    }

    /** Neither pending nor still being worked on. */
    static boolean decided(Condition condition) {
        return succeeded(condition) || failed(condition);
    }

    static boolean failed(Condition condition) {
        return condition.getState() == Condition.State.CONDITION_FAILED;
    }

    /** The condition's type, its reason where it gives one, and Cloud Run's own message. */
    static String text(Condition condition) {
        String reason = switch (condition.getReasonsCase()) {
            case REASON -> " (" + condition.getReason() + ")";
            case REVISION_REASON -> " (" + condition.getRevisionReason() + ")";
            case EXECUTION_REASON -> " (" + condition.getExecutionReason() + ")";
            case REASONS_NOT_SET -> "";
        };
        String message = condition.getMessage().isEmpty() ? condition.getState().name() : condition.getMessage();
        return condition.getType() + reason + ": " + message;
    }

    private static Optional<Condition> named(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }
}
