package dev.migrationgate.runner.database;

import dev.migrationgate.failpoint.FailPoints;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * Transactions of one holding of the lane, all or none each. A latecomer, which lost the lane while it waited or slept, changes
 * nothing: every transaction takes one lock and then looks whether a later holding was here.
 */
final class Transactions {
    /** States of PostgreSQL's appendix A: a grant or revoke that did nothing, because the administrator may not. */
    private static final Set<String> NOT_DONE = Set.of("01006", "01007");

    private final Plan plan;
    private final long epoch;

    Transactions(Plan plan, long epoch) {
        this.plan = plan;
        this.epoch = epoch;
    }

    /** In one round trip beside the lock. */
    void run(Connection connection, List<String> sql) throws SQLException, Refusal {
        run(connection, () -> sql);
    }

    /** The same, with statements that depend on what is found inside the transaction. */
    void run(Connection connection, Source sql) throws SQLException, Refusal {
        inOne(connection, () -> {
            fence(connection);
            execute(connection, sql.now());
        });
    }

    /** Before the owner role exists there is nothing to lock, and nothing to protect. */
    void first(Connection connection, List<String> sql) throws SQLException, Refusal {
        inOne(connection, () -> execute(connection, sql));
    }

    /** Transactions of all holdings take this lock, in whichever database they are: roles belong to the server. */
    private void fence(Connection connection) throws SQLException, Refusal {
        try (Statement lock = connection.createStatement()) {
            lock.execute("COMMENT ON ROLE " + plan.roles().owner().quoted() + " IS 'migration-gate owner of "
                    + plan.database().name() + "'");
        }
        // After the lock, so that it sees what the one before committed.
        String sql = "SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, plan.roles().runtime().name());
            try (ResultSet rows = statement.executeQuery()) {
                Mark mark = rows.next() ? Mark.read(rows.getString(1)) : Mark.NONE;
                stillHere(mark, epoch);
            }
        }
    }

    static void stillHere(Mark mark, long epoch) throws Refusal {
        if (mark.epoch() > epoch) {
            throw new Refusal("the lane has gone on: this is for its epoch " + epoch
                    + ", and the database was made ready for " + mark.epoch());
        }
    }

    private static void inOne(Connection connection, Body body) throws SQLException, Refusal {
        connection.setAutoCommit(false);
        try {
            body.run();
            FailPoints.reach("before database commit");
            connection.commit();
            FailPoints.reach("after database commit");
            connection.setAutoCommit(true);
        } catch (SQLException | Refusal | RuntimeException e) {
            undo(connection, e);
            throw e;
        }
    }

    /** On a connection that is lost the server does it, and the first error says more. */
    private static void undo(Connection connection, Exception why) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            why.addSuppressed(lost);
        }
    }

    private static void execute(Connection connection, List<String> sql) throws SQLException, Refusal {
        if (sql.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join(";\n", sql));
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                if (NOT_DONE.contains(warning.getSQLState())) {
                    throw new Refusal("the administrator may not change privileges here: " + warning.getMessage()
                            + "; let the administrator own the database and what is in its schemas");
                }
            }
        }
    }

    /** Finds out which statements. */
    @FunctionalInterface
    interface Source {
        List<String> now() throws SQLException, Refusal;
    }

    @FunctionalInterface
    private interface Body {
        void run() throws SQLException, Refusal;
    }
}
