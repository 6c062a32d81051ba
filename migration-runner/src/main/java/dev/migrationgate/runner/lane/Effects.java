package dev.migrationgate.runner.lane;

import java.util.List;
import java.util.Optional;

/** Which effects a phase waits for. */
final class Effects {
    private Effects() {}

    /** The effects; none where the next try is not due yet. */
    static List<LaneEffect> of(Entry entry, long epoch, Phase phase) {
        Tenure tenure = entry.tenure(epoch);
        return switch (phase) {
            case Phase.Preparing preparing when preparing.tries().next().isPresent() -> List.of();
            case Phase.Preparing preparing -> prepare(entry, tenure, preparing);
            case Phase.Starting starting when starting.tries().next().isPresent() -> List.of();
            case Phase.Starting starting when starting.created() -> look(entry, tenure, starting.secrets());
            case Phase.Starting starting -> List.copyOf(start(entry, tenure, starting.secrets()));
            case Phase.Confirming confirming when confirming.tries().next().isPresent() -> List.of();
            case Phase.Confirming confirming -> look(entry, tenure, confirming.secrets());
            case Phase.Running running -> List.of(watch(tenure, running.execution()));
            case Phase.Cancelling cancelling ->
                List.of(cancel(tenure, cancelling), watch(tenure, cancelling.execution()));
            case Phase.Checking checking when checking.tries().next().isPresent() -> List.of();
            case Phase.Checking _ -> check(entry, tenure);
            case Phase.Quarantined quarantined when quarantined.contradicted() -> List.of();
            case Phase.Quarantined quarantined when quarantined.tries().next().isPresent() -> List.of();
            // For evidence.
            case Phase.Quarantined quarantined ->
                quarantined
                        .execution()
                        .map(seen -> List.of(watch(tenure, seen)))
                        .orElseGet(() -> look(entry, tenure, quarantined.secrets()));
        };
    }

    private static List<LaneEffect> prepare(Entry entry, Tenure tenure, Phase.Preparing phase) {
        Request request = entry.request();
        return request.database().stream()
                .<LaneEffect>map(access -> new LaneEffect.PrepareDatabase(
                        tenure,
                        request.applicationId(),
                        request.cloudProject(),
                        access,
                        phase.anew(),
                        phase.rotation()))
                .toList();
    }

    private static List<LaneEffect> check(Entry entry, Tenure tenure) {
        Request request = entry.request();
        return request.database().stream()
                .<LaneEffect>map(access ->
                        new LaneEffect.CheckDatabase(tenure, request.applicationId(), request.cloudProject(), access))
                .toList();
    }

    private static List<LaneEffect.StartExecution> start(
            Entry entry, Tenure tenure, Optional<DatabaseSecrets> secrets) {
        Request request = entry.request();
        List<Migration.Variable> variables = request.database()
                .flatMap(access -> secrets.map(known -> known.ofJob(access.secretEnvVar())))
                .orElse(List.of());
        return request.migration().stream()
                .map(migration -> new LaneEffect.StartExecution(
                        tenure,
                        request.applicationId(),
                        request.version(),
                        request.cloudProject(),
                        migration,
                        variables,
                        entry.work()))
                .toList();
    }

    private static List<LaneEffect> look(Entry entry, Tenure tenure, Optional<DatabaseSecrets> secrets) {
        return start(entry, tenure, secrets).stream()
                .<LaneEffect>map(LaneEffect.LookForExecution::new)
                .toList();
    }

    private static LaneEffect watch(Tenure tenure, ExecutionRef execution) {
        return new LaneEffect.WatchExecution(tenure, execution);
    }

    /** The execution is to be cancelled, once more perhaps: the call may have been lost or refused. */
    static LaneEffect cancel(Tenure tenure, Phase.Cancelling cancelling) {
        return new LaneEffect.CancelExecution(tenure, cancelling.execution());
    }
}
