package dev.migrationgate.runner.database;

import com.google.api.gax.rpc.ApiException;
import dev.migrationgate.runner.lane.LaneEffect.CheckDatabase;
import dev.migrationgate.runner.lane.LaneObservation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Holds databases on PostgreSQL servers against what is declared. Safe for several threads. */
public final class PostgresChecker implements DatabaseChecker {
    private final Servers servers;
    private final Administrators administrators;
    private final Set<String> allowedExtensions;
    private final boolean fails;

    /**
     * A checker.
     *
     * @param servers where databases are
     * @param administrators who may look at them
     * @param allowedExtensions extensions that a manifest may ask for
     * @param fails whether a finding shuts the gate; else it is a warning
     */
    public PostgresChecker(
            Servers servers, Administrators administrators, Set<String> allowedExtensions, boolean fails) {
        this.servers = servers;
        this.administrators = administrators;
        this.allowedExtensions = Set.copyOf(allowedExtensions);
        this.fails = fails;
    }

    @Override
    public LaneObservation check(CheckDatabase effect) {
        String id = effect.access().databaseId();
        Trouble trouble = new Trouble("checking", id, effect.tenure(), List.of());
        try {
            Server server = servers.of(id).orElseThrow(() -> Refusal.noServer(id));
            Plan plan =
                    Plan.of(effect.applicationId(), effect.cloudProject(), effect.access(), server, allowedExtensions);
            try (Connection database =
                    administrators.connect(server, plan.database().name())) {
                List<String> findings = new DriftCheck(plan, database).findings();
                return new LaneObservation.DatabaseChecked(effect.tenure(), findings, fails);
            }
        } catch (Refusal e) {
            return trouble.of(e);
        } catch (SQLException e) {
            return trouble.of(e);
        } catch (ApiException e) {
            return trouble.of(e);
        }
    }
}
