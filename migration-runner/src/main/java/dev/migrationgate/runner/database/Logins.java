package dev.migrationgate.runner.database;

import dev.migrationgate.runner.database.Server.Login;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The passwords of an application's roles, and the secret versions that hold its connection strings. A new password is always that
 * of the login whose turn it is: what serves with the other one goes on, until the turn after.
 */
final class Logins {
    private static final int ROTATION_LENGTH = 20;
    private static final String JDBC_SUFFIX = "-jdbc";

    private final Plan plan;
    private final Transactions transactions;
    private final SecretStore secrets;
    private final Passwords passwords;
    private final Optional<String> rotation;
    private final List<String> changes;

    /**
     * For one preparation.
     *
     * @param rotation id of the rotation that is asked for
     * @param changes gets what is changed, a sentence each
     */
    Logins(
            Plan plan,
            Transactions transactions,
            SecretStore secrets,
            Passwords passwords,
            Optional<String> rotation,
            List<String> changes) {
        this.plan = plan;
        this.transactions = transactions;
        this.secrets = secrets;
        this.passwords = passwords;
        this.changes = changes;
        this.rotation = rotation.map(id -> Roles.digest(id).substring(0, ROTATION_LENGTH));
    }

    /**
     * The versions that hold the current connection strings; new ones where there are none, or not the right ones.
     */
    DatabaseSecrets secrets(Connection server, Map<Identifier, Mark> marks) throws SQLException, Refusal {
        Roles roles = plan.roles();
        Mark migrator = marks.getOrDefault(roles.migrator(), Mark.NONE);
        Mark runtime = marks.getOrDefault(roles.runtime(), Mark.NONE);
        Set<String> usable = secrets.usable(versions(List.of(migrator, runtime)));
        Mark job = current(server, roles.migrator(), migrator, usable);
        // Where both are one user, the other goes on being rotated: it may be used again.
        Mark service = current(server, roles.runtime(), runtime, usable);
        Mark served = plan.shared() ? job : service;
        return new DatabaseSecrets(
                job.secret().orElseThrow(), served.secret().orElseThrow(), job.jdbc(), served.jdbc());
    }

    private String address() {
        return plan.project() + "/" + plan.server().place();
    }

    private static Collection<String> versions(List<Mark> marks) {
        return marks.stream()
                .flatMap(mark -> Stream.concat(mark.secret().stream(), mark.jdbc().stream()))
                .toList();
    }

    private Mark current(Connection server, Identifier role, Mark mark, Set<String> usable)
            throws SQLException, Refusal {
        boolean rotated = rotation.isEmpty() || rotation.equals(mark.rotation());
        boolean kept = mark.secret().filter(usable::contains).isPresent()
                && mark.jdbc().filter(usable::contains).isPresent();
        boolean there = mark.address().equals(Optional.of(address()));
        return rotated && kept && there ? mark : renewed(server, role, mark);
    }

    /**
     * A new password is kept as a secret first and set after, together with the mark that names the versions: a crash between the two
     * leaves versions that nobody refers to, never a login whose password nobody knows.
     */
    private Mark renewed(Connection server, Identifier role, Mark mark) throws SQLException, Refusal {
        boolean second = mark.secret().isPresent() != mark.second();
        Identifier login = second ? Roles.second(role) : role;
        String password = passwords.next();
        Login credentials = new Login(login.name(), password);
        String version =
                secrets.keep(plan.project(), role.name(), plan.server().connectionString(credentials, plan.database()));
        String jdbc = secrets.keep(
                plan.project(), role.name() + JDBC_SUFFIX, plan.server().jdbcAddress(credentials, plan.database()));
        Mark renewed = mark.withLogin(second, version, jdbc, address()).rotated(rotation);
        transactions.run(
                server,
                List.of(
                        "ALTER ROLE " + login.quoted() + " PASSWORD '" + passwords.verifier(password) + "'",
                        Preparation.comment(role, renewed)));
        changes.add("gave login " + login.name() + " a new password");
        return renewed;
    }
}
