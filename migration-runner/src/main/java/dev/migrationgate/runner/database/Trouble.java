package dev.migrationgate.runner.database;

import com.google.api.gax.rpc.ApiException;
import dev.migrationgate.runner.job.Answer;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.Tenure;
import dev.migrationgate.service.Redaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an error of a server or of the secret store means for the lane: worth another try, or not.
 *
 * @param doing what was done, a word
 * @param databaseId the Database manifest
 * @param tenure in whose name
 * @param changes what was changed before, a sentence each; may still grow
 */
record Trouble(String doing, String databaseId, Tenure tenure, List<String> changes) {
    private static final Logger LOGGER = LoggerFactory.getLogger(Trouble.class);
    private static final int CLASS_LENGTH = 2;

    /** Classes of PostgreSQL's appendix A: connection; out of resources; shut down, starting up, cancelled; serialization. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "40");

    /**
     * Lock not available; object in use; and, where something vanished or came while it was looked at, undefined table and function,
     * and duplicate key.
     */
    private static final Set<String> PASSING_STATES = Set.of("55P03", "55006", "42P01", "42883", "23505");

    LaneObservation of(Refusal refusal) {
        return failed(String.valueOf(refusal.getMessage()));
    }

    LaneObservation of(SQLException error) {
        LOGGER.atWarn()
                .addKeyValue("database", databaseId)
                .addKeyValue("state", error.getSQLState())
                .log("trouble with " + doing);
        String message = doing + " " + databaseId + ": " + error.getMessage() + " (" + error.getSQLState() + ")";
        return passing(error) ? unclear(message) : failed(message);
    }

    LaneObservation of(ApiException error) {
        String message = "secrets of " + databaseId + ": " + Answer.text(error);
        return Answer.of(error) == Answer.UNCLEAR ? unclear(message) : failed(message);
    }

    /** Those that pass by themselves. */
    static boolean passing(SQLException error) {
        String state = Optional.ofNullable(error.getSQLState()).orElse("");
        String group = state.substring(0, Math.min(CLASS_LENGTH, state.length()));
        return PASSING_CLASSES.contains(group)
                || PASSING_STATES.contains(state)
                || String.valueOf(error.getMessage()).contains("tuple concurrently");
    }

    private LaneObservation failed(String message) {
        return new LaneObservation.DatabaseFailed(tenure, Redaction.of(message), changes);
    }

    private LaneObservation unclear(String message) {
        return new LaneObservation.DatabaseUnclear(tenure, Redaction.of(message), changes);
    }
}
