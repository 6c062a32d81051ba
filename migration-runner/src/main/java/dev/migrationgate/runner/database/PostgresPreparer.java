package dev.migrationgate.runner.database;

import com.google.api.gax.rpc.ApiException;
import dev.migrationgate.runner.job.Answer;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.LaneEffect.PrepareDatabase;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.service.Redaction;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares databases on PostgreSQL servers. Safe for several threads. */
public final class PostgresPreparer implements DatabasePreparer {
    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresPreparer.class);

    private final Servers servers;
    private final Administrators administrators;
    private final Set<String> allowedExtensions;
    private final SecretStore secrets;
    private final SecureRandom random;

    /**
     * A preparer.
     *
     * @param servers where databases are
     * @param administrators connect to them
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
        this.random = random;
    }

    @Override
    public LaneObservation prepare(PrepareDatabase effect) {
        String id = effect.access().databaseId();
        try {
            Server server = servers.of(id).orElseThrow(() -> new Refusal("no server is configured for " + id));
            Plan plan = Plan.of(effect, server, allowedExtensions);
            DatabaseSecrets ready =
                    new Preparation(plan, effect.tenure().epoch(), administrators, secrets, random).run();
            return new LaneObservation.DatabasePrepared(effect.tenure(), ready, java.util.List.of());
        } catch (Refusal e) {
            return failed(effect, String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            LOGGER.atWarn()
                    .addKeyValue("database", id)
                    .addKeyValue("state", e.getSQLState())
                    .log("not prepared");
            String message = "preparing " + id + ": " + e.getMessage() + " (" + e.getSQLState() + ")";
            return passing(e) ? unclear(effect, message) : failed(effect, message);
        } catch (ApiException e) {
            String message = "secrets of " + id + ": " + Answer.text(e);
            return Answer.of(e) == Answer.UNCLEAR ? unclear(effect, message) : failed(effect, message);
        }
    }

    /** Classes and states of PostgreSQL's appendix A that pass by themselves. */
    private static boolean passing(SQLException error) {
        String state = Optional.ofNullable(error.getSQLState()).orElse("");
        return state.startsWith("08") // connection
                || state.startsWith("53") // out of resources, too many connections
                || state.startsWith("57") // shut down, starting up, cancelled
                || state.startsWith("40") // serialization, deadlock
                || state.equals("55P03") // lock not available
                || state.equals("55006"); // object in use
    }

    private static LaneObservation failed(PrepareDatabase effect, String message) {
        return new LaneObservation.DatabaseFailed(effect.tenure(), Redaction.of(message));
    }

    private static LaneObservation unclear(PrepareDatabase effect, String message) {
        return new LaneObservation.DatabaseUnclear(effect.tenure(), Redaction.of(message));
    }
}
