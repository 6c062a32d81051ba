package dev.migrationgate.runner.database;

import com.google.api.gax.rpc.ApiException;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.LaneEffect.PrepareDatabase;
import dev.migrationgate.runner.lane.LaneObservation;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Prepares databases on PostgreSQL servers. Safe for several threads. */
public final class PostgresPreparer implements DatabasePreparer {
    private final Servers servers;
    private final Administrators administrators;
    private final Set<String> allowedExtensions;
    private final SecretStore secrets;
    private final Passwords passwords;
    private final ServerLimit limit = new ServerLimit();

    /**
     * A preparer.
     *
     * @param servers where databases are
     * @param administrators who may prepare them
     * @param allowedExtensions extensions that a manifest may ask for
     * @param secrets where connection strings go
     * @param random makes passwords
     */
    public PostgresPreparer(
            Servers servers,
            Administrators administrators,
            Set<String> allowedExtensions,
            SecretStore secrets,
            SecureRandom random) {
        this.servers = servers;
        this.administrators = administrators;
        this.allowedExtensions = Set.copyOf(allowedExtensions);
        this.secrets = secrets;
        this.passwords = new Passwords(random);
    }

    @Override
    public LaneObservation prepare(PrepareDatabase effect) {
        List<String> changes = new ArrayList<>();
        Trouble trouble = new Trouble("preparing", effect.access().databaseId(), effect.tenure(), changes);
        try {
            String id = effect.access().databaseId();
            Server server = servers.of(id).orElseThrow(() -> Refusal.noServer(id));
            Plan plan =
                    Plan.of(effect.applicationId(), effect.cloudProject(), effect.access(), server, allowedExtensions);
            DatabaseSecrets ready = prepared(plan, effect, changes);
            return new LaneObservation.DatabasePrepared(effect.tenure(), ready, changes);
        } catch (Refusal e) {
            return trouble.of(e);
        } catch (SQLException e) {
            return trouble.of(e);
        } catch (ApiException e) {
            return trouble.of(e);
        }
    }

    private DatabaseSecrets prepared(Plan plan, PrepareDatabase effect, List<String> changes)
            throws SQLException, Refusal {
        limit.enter(plan.server());
        try {
            return new Preparation(plan, effect.tenure().epoch(), administrators, changes)
                    .run(effect.anew(), secrets, passwords, effect.rotation());
        } finally {
            limit.leave(plan.server());
        }
    }
}
