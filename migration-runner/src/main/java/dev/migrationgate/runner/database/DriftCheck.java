package dev.migrationgate.runner.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds what is not as declared in one application's database, with the statement that mends it. Changes nothing. */
final class DriftCheck {
    private final Plan plan;
    private final Connection database;

    DriftCheck(Plan plan, Connection database) {
        this.plan = plan;
        this.database = database;
    }

    /** The findings, a sentence each. */
    List<String> findings() throws SQLException {
        List<String> found = new ArrayList<>();
        found.addAll(powers());
        found.addAll(connections());
        if (plan.createSchema()) {
            found.addAll(find(
                    DriftQueries.SCHEMA,
                    plan.roles().owner().name(),
                    plan.schema().name()));
        }
        found.addAll(find(DriftQueries.EXTENSIONS, new Object[] {names(plan.extensions())}));
        found.addAll(owners());
        if (!plan.shared()) {
            found.addAll(privileges());
        }
        return found;
    }

    private List<String> powers() throws SQLException {
        Roles roles = plan.roles();
        List<Identifier> above = Stream.concat(Stream.of(roles.owner()), roles.migrators().stream())
                .toList();
        return find(DriftQueries.POWERS, roles.names(), roles.owner().name(), names(roles.runtimes()), names(above));
    }

    private List<String> connections() throws SQLException {
        Roles roles = plan.roles();
        return find(
                DriftQueries.CONNECTIONS,
                roles.owner().name(),
                roles.runtime().name(),
                names(roles.migrators()),
                names(roles.runtimes()));
    }

    /** The runtime role may own what it created itself, where it may create. */
    private List<String> owners() throws SQLException {
        Roles roles = plan.roles();
        boolean creates = plan.grants().onSchemas().contains("CREATE") && !plan.shared();
        List<Identifier> never = creates
                ? roles.migrators()
                : Stream.concat(roles.migrators().stream(), roles.runtimes().stream())
                        .toList();
        return find(
                DriftQueries.WRONG_OWNER,
                roles.owner().name(),
                names(never),
                names(creates ? roles.runtimes() : List.of()),
                plan.schema().name());
    }

    private List<String> privileges() throws SQLException {
        Grants grants = plan.grants();
        return find(
                DriftQueries.PRIVILEGES,
                plan.roles().owner().name(),
                plan.roles().runtime().name(),
                plan.schema().name(),
                grants.onSchemas().toArray(new String[0]),
                grants.onTables().toArray(new String[0]),
                grants.onSequences().toArray(new String[0]),
                grants.onRoutines().toArray(new String[0]));
    }

    private List<String> find(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof String[] texts) {
                    statement.setArray(i + 1, Catalogue.texts(database, texts));
                } else {
                    statement.setObject(i + 1, parameters[i]);
                }
            }
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1) + ": " + rows.getString(2) + ";");
                }
            }
            return found;
        }
    }

    private static String[] names(List<Identifier> identifiers) {
        return identifiers.stream().map(Identifier::name).toArray(String[]::new);
    }
}
