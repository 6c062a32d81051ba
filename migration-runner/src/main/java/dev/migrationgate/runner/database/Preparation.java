package dev.migrationgate.runner.database;

import dev.migrationgate.failpoint.FailPoints;
import dev.migrationgate.runner.database.Server.Login;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries one plan out. Each part is a transaction that ends with its own mark, so a crash anywhere leaves something that the next
 * run completes; a database whose mark says that the same plan was carried out takes four small queries
 * and one small write.
 */
final class Preparation {
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int PASSWORD_LENGTH = 40;
    private static final String CLAIM = "migration-gate database=";
    private static final int SALT_BYTES = 16;

    private final Plan plan;
    private final long epoch;
    private final Administrators administrators;
    private final SecretStore secrets;
    private final SecureRandom random;

    Preparation(Plan plan, long epoch, Administrators administrators, SecretStore secrets, SecureRandom random) {
        this.plan = plan;
        this.epoch = epoch;
        this.administrators = administrators;
        this.secrets = secrets;
        this.random = random;
    }

    DatabaseSecrets run() throws SQLException, Refusal {
        try (Connection server =
                administrators.connect(plan.server(), plan.server().maintenance())) {
            Catalogue.lock(server, plan);
            Map<Identifier, Mark> roles = Catalogue.roles(server, plan.roles());
            Optional<Long> oid = Catalogue.databaseOid(server, plan.database());
            Mark runtime = inThisEpoch(server, roles.getOrDefault(plan.roles().runtime(), Mark.NONE));
            if (oid.isPresent()) {
                claim(server);
            }
            boolean asPlanned = roles.size() == 3 && oid.map(plan::digest).equals(runtime.applied());
            if (!asPlanned) {
                prepareRoles(server, roles);
                long created = oid.isPresent() ? oid.get() : createDatabase(server);
                claim(server);
                prepareAccess();
                runtime = runtime.withApplied(plan.digest(created));
                transaction(server, List.of(comment(plan.roles().runtime(), runtime)));
            }
            Mark migrator = roles.getOrDefault(plan.roles().migrator(), Mark.NONE);
            return new DatabaseSecrets(
                    connectionString(server, plan.roles().migrator(), migrator),
                    connectionString(server, plan.roles().runtime(), runtime),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * Refuses a latecomer: an attempt that lost the lane while it waited for the lock, or whose process slept, must not put its access
     * rules over its successor's. A role that is still to be made has nothing to protect.
     */
    private Mark inThisEpoch(Connection server, Mark found) throws SQLException, Refusal {
        if (found.epoch() > epoch) {
            throw new Refusal("the lane has gone on: this is for its epoch " + epoch
                    + ", and the database was made ready for " + found.epoch());
        }
        Mark mine = found.withEpoch(epoch);
        if (!found.equals(Mark.NONE) && !found.equals(mine)) {
            transaction(server, List.of(comment(plan.roles().runtime(), mine)));
        }
        return mine;
    }

    private void prepareRoles(Connection server, Map<Identifier, Mark> found) throws SQLException {
        transaction(
                server,
                Statements.roles(
                        plan,
                        found.containsKey(plan.roles().owner()),
                        found.containsKey(plan.roles().migrator()),
                        found.containsKey(plan.roles().runtime())));
    }

    private long createDatabase(Connection server) throws SQLException {
        try (Statement statement = server.createStatement()) {
            FailPoints.reach("before database creation");
            statement.execute("CREATE DATABASE " + plan.database().quoted());
            FailPoints.reach("after database creation");
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
            // Somebody who does not take our lock was quicker; their database is as good.
        }
        return Catalogue.databaseOid(server, plan.database())
                .orElseThrow(() -> new SQLException("the database vanished after it was created", "55006"));
    }

    /**
     * Writes into the database whose it is. Another Database manifest with the same logical name on the same server would be
     * another lane, and migrations of both would run at once.
     */
    private void claim(Connection server) throws SQLException, Refusal {
        String ours = CLAIM + plan.databaseId();
        String comment = Catalogue.databaseComment(server, plan.database()).orElse("");
        Optional<String> claim =
                comment.lines().filter(line -> line.startsWith(CLAIM)).findFirst();
        if (claim.filter(line -> !line.equals(ours)).isPresent()) {
            throw new Refusal("database '" + plan.database().name() + "' on "
                    + plan.server().address() + " is that of "
                    + claim.get().substring(CLAIM.length())
                    + "; give this one another name or another server, or, where it"
                    + " was moved here, take that line out of the database's comment");
        }
        if (claim.isEmpty()) {
            // What people wrote there stays.
            String text = (comment.isEmpty() ? ours : comment + "\n" + ours).replace("'", "''");
            transaction(server, List.of("COMMENT ON DATABASE " + plan.database().quoted() + " IS '" + text + "'"));
        }
    }

    private void prepareAccess() throws SQLException, Refusal {
        try (Connection database =
                administrators.connect(plan.server(), plan.database().name())) {
            Optional<String> owner = Catalogue.schemaOwner(database, plan.schema());
            boolean shared = plan.schema().name().equals("public");
            if (!shared
                    && owner.isPresent()
                    && !owner.get().equals(plan.roles().owner().name())) {
                throw new Refusal("schema '" + plan.schema().name() + "' belongs to '" + owner.get()
                        + "', not to this application");
            }
            transaction(
                    database,
                    Statements.access(
                            plan,
                            owner.isPresent(),
                            Catalogue.owned(database, plan.roles().owner(), plan.schema(), "rpvmf"),
                            Catalogue.owned(database, plan.roles().owner(), plan.schema(), "S")));
        }
    }

    /**
     * The secret version with the role's connection string; a new one if the server has moved meanwhile. A new password is kept as a secret first and set after, together with
     * the mark that names the version: a crash between the two leaves a version that nobody refers to, never a role whose password
     * nobody knows.
     */
    private String connectionString(Connection server, Identifier role, Mark mark) throws SQLException {
        String address = plan.server().address();
        boolean current = mark.address().equals(Optional.of(address));
        if (current && mark.secret().isPresent() && secrets.usable(mark.secret().get())) {
            return mark.secret().get();
        }
        String password = password();
        String value = plan.server().connectionString(new Login(role.name(), password), plan.database());
        String version = secrets.keep(plan.project(), role.name(), value);
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        List<String> sql = new ArrayList<>();
        sql.add("ALTER ROLE " + role.quoted() + " PASSWORD '" + ScramVerifier.of(password, salt) + "'");
        sql.add(comment(role, mark.withSecret(version, address)));
        transaction(server, sql);
        return version;
    }

    private static String comment(Identifier role, Mark mark) {
        return "COMMENT ON ROLE " + role.quoted() + " IS '" + mark.text() + "'";
    }

    private String password() {
        StringBuilder password = new StringBuilder(PASSWORD_LENGTH);
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    /** All or none, in one round trip. */
    private static void transaction(Connection connection, List<String> sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(String.join(";\n", sql));
            FailPoints.reach("before database commit");
            connection.commit();
            FailPoints.reach("after database commit");
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
