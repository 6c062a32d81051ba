package dev.migrationgate.runner.database;

import dev.migrationgate.failpoint.FailPoints;
import dev.migrationgate.runner.database.Catalogue.Logical;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Carries one plan out. Each part is a transaction that ends with its own mark, so a crash anywhere leaves something that the next
 * run completes; a database whose mark says that the same plan was carried out takes five small queries
 * and one small write.
 */
final class Preparation {
    private static final String DUPLICATE_DATABASE = "42P04";

    private final Plan plan;
    private final long epoch;
    private final Administrators administrators;
    private final Transactions transactions;
    private final Claims claims;
    private final List<String> changes;

    /**
     * For one holding of the lane.
     *
     * @param epoch the holding's
     * @param changes gets what is changed, a sentence each, as soon as it is; also if the rest fails
     */
    Preparation(Plan plan, long epoch, Administrators administrators, List<String> changes) {
        this.plan = plan;
        this.epoch = epoch;
        this.administrators = administrators;
        this.transactions = new Transactions(plan, epoch);
        this.claims = new Claims(plan, transactions);
        this.changes = changes;
    }

    /**
     * Prepares.
     *
     * @param anew whether to carry everything out even if the mark says that it was done
     */
    DatabaseSecrets run(boolean anew, SecretStore secrets, Passwords passwords, Optional<String> rotation)
            throws SQLException, Refusal {
        try (Connection server =
                administrators.connect(plan.server(), plan.server().maintenance())) {
            Catalogue.lock(server, plan);
            Map<Identifier, Mark> marks = new HashMap<>(Catalogue.roles(server, plan.roles()));
            Map<Identifier, Logical> databases = Catalogue.databases(server, plan.databases());
            Mark found = marks.getOrDefault(plan.roles().runtime(), Mark.NONE);
            Transactions.stillHere(found, epoch);
            boolean owned = marks.containsKey(plan.roles().owner());
            claims.refuseStrange(databases, owned);
            claims.claim(server, databases, owned);
            boolean ready = !anew && marks.keySet().containsAll(plan.roles().all()) && isApplied(databases, found);
            if (!ready) {
                carryOut(server, marks);
            } else if (found.epoch() != epoch) {
                mark(server, marks, found.withEpoch(epoch));
            }
            return new Logins(plan, transactions, secrets, passwords, rotation, changes).secrets(server, marks);
        }
    }

    static String comment(Identifier role, Mark mark) {
        return "COMMENT ON ROLE " + role.quoted() + " IS '" + mark.text() + "'";
    }

    private void mark(Connection server, Map<Identifier, Mark> marks, Mark mark) throws SQLException, Refusal {
        transactions.run(server, List.of(comment(plan.roles().runtime(), mark)));
        marks.put(plan.roles().runtime(), mark);
    }

    /** Never where a database is missing: then there is no digest, as there is none while a preparation is under way. */
    private boolean isApplied(Map<Identifier, Logical> databases, Mark mark) {
        Optional<String> digest = digest(databases);
        return digest.isPresent() && digest.equals(mark.applied());
    }

    /** Empty where any of the databases is missing. */
    private Optional<String> digest(Map<Identifier, Logical> databases) {
        List<Long> oids = plan.databases().stream()
                .map(databases::get)
                .filter(Objects::nonNull)
                .map(Logical::oid)
                .toList();
        return oids.size() < plan.databases().size() ? Optional.empty() : Optional.of(plan.digest(oids));
    }

    /** The mark says nothing while this is under way: whoever comes meanwhile carries everything out after it. */
    private void carryOut(Connection server, Map<Identifier, Mark> marks) throws SQLException, Refusal {
        Snapshot before = Snapshot.shared(server, plan);
        makeRoles(server, marks);
        Snapshot withRoles = Snapshot.shared(server, plan);
        changes.addAll(withRoles.since(before));
        createDatabases(server);
        Map<Identifier, Logical> databases = Catalogue.databases(server, plan.databases());
        claims.claim(server, databases, true);
        List<String> closed = new ArrayList<>();
        plan.databases().forEach(database -> closed.addAll(Statements.closed(database)));
        transactions.run(server, closed);
        Snapshot withDatabases = Snapshot.shared(server, plan);
        changes.addAll(withDatabases.since(withRoles));
        String digest = digest(databases)
                .orElseThrow(() -> new SQLException("a database vanished after it was created", "55006"));
        Mark done = begun(marks, plan.roles().runtime()).withApplied(digest);
        prepareAccess(withDatabases, done);
        marks.put(plan.roles().runtime(), done);
    }

    private void makeRoles(Connection server, Map<Identifier, Mark> marks) throws SQLException, Refusal {
        Set<Identifier> existing = Set.copyOf(marks.keySet());
        List<String> sql = new ArrayList<>(Statements.roles(plan, existing));
        for (Identifier role : List.of(plan.roles().migrator(), plan.roles().runtime())) {
            Mark mark = begun(marks, role);
            // A login that is made now has no password yet, whatever was written down of it.
            boolean lost = mark.secret().isPresent() && !existing.contains(mark.login(role));
            marks.put(role, lost ? mark.forgotten() : mark);
            sql.add(comment(role, begun(marks, role)));
        }
        if (existing.contains(plan.roles().owner())) {
            transactions.run(server, sql);
        } else {
            transactions.first(server, sql);
        }
    }

    private Mark begun(Map<Identifier, Mark> marks, Identifier role) {
        return marks.getOrDefault(role, Mark.NONE).notApplied().withEpoch(epoch);
    }

    private void createDatabases(Connection server) throws SQLException, Refusal {
        Map<Identifier, Logical> existing = Catalogue.databases(server, plan.databases());
        for (Identifier database : plan.databases()) {
            if (!existing.containsKey(database)) {
                Identifier unnamed = Claims.unnamed(database);
                create(server, unnamed);
                transactions.run(server, claims.named(unnamed, database));
                changes.add("created database " + database.name());
            }
        }
    }

    private static void create(Connection server, Identifier database) throws SQLException {
        try (Statement statement = server.createStatement()) {
            FailPoints.reach("before database creation");
            statement.execute("CREATE DATABASE " + database.quoted());
            FailPoints.reach("after database creation");
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
            // A try that was interrupted has made it.
        }
    }

    private void prepareAccess(Snapshot before, Mark done) throws SQLException, Refusal {
        try (Connection database =
                administrators.connect(plan.server(), plan.database().name())) {
            Access access = new Access(plan, database);
            try {
                for (List<String> part : access.objects()) {
                    transactions.run(database, part);
                }
                transactions.run(
                        database, () -> access.statements(comment(plan.roles().runtime(), done)));
            } catch (SQLException | Refusal e) {
                tell(database, before.and(access.before()), e);
                throw e;
            }
            Snapshot after = Snapshot.local(database, plan).and(Snapshot.shared(database, plan));
            changes.addAll(after.since(before.and(access.before())));
        }
    }

    /** What the transactions before the one that failed have changed. */
    private void tell(Connection database, Snapshot before, Exception why) {
        try {
            Snapshot after = Snapshot.local(database, plan).and(Snapshot.shared(database, plan));
            changes.addAll(after.since(before));
        } catch (SQLException lost) {
            why.addSuppressed(lost);
        }
    }
}
