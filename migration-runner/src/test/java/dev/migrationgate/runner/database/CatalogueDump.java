package dev.migrationgate.runner.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that a preparation leaves in a server's catalogues, in words that are the same for every database of a test. */
final class CatalogueDump {
    private static final List<String> SERVER = List.of(
            "SELECT 'role', rolname, rolsuper, rolcreaterole, rolcreatedb, rolcanlogin, rolpassword IS NOT NULL,"
                    + " shobj_description(oid, 'pg_authid') FROM pg_authid WHERE rolname LIKE '%ROLES%'",
            "SELECT 'member', r.rolname, m.rolname FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid"
                    + " JOIN pg_roles m ON m.oid = a.member WHERE r.rolname LIKE '%ROLES%'",
            "SELECT 'database', d.datname, shobj_description(d.oid, 'pg_database'), a.grantee::regrole, a.privilege_type"
                    + " FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a"
                    + " WHERE d.datname = 'DATABASE'",
            "SELECT 'setting', s.setrole::regrole, s.setconfig::text FROM pg_db_role_setting s"
                    + " JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = 'DATABASE'");
    private static final List<String> INSIDE = List.of(
            "SELECT 'extension', extname, extnamespace::regnamespace FROM pg_extension",
            "SELECT 'schema', nspname, nspowner::regrole, a.grantee::regrole, a.privilege_type FROM pg_namespace n,"
                    + " aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a WHERE nspname NOT LIKE 'pg\\_%'",
            "SELECT 'default', defaclobjtype, a.grantee::regrole, a.privilege_type FROM pg_default_acl,"
                    + " aclexplode(defaclacl) a",
            "SELECT 'object', relname, a.grantee::regrole, a.privilege_type FROM pg_class,"
                    + " aclexplode(coalesce(relacl, acldefault('r', relowner))) a WHERE relowner::regrole::text LIKE 'ROLES%'");

    private CatalogueDump() {}

    static List<String> of(PreparedDatabase database) throws SQLException {
        String owner = database.roles().owner().name();
        String roles = owner.substring(0, owner.length() - "owner".length());
        List<String> lines = new ArrayList<>();
        try (Connection server = connect(database, "postgres");
                Connection inside = connect(database, database.name())) {
            for (String sql : SERVER) {
                read(server, sql, roles, database.name(), lines);
            }
            for (String sql : INSIDE) {
                read(inside, sql, roles, database.name(), lines);
            }
        }
        return lines.stream().sorted().toList();
    }

    private static Connection connect(PreparedDatabase database, String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + database.port() + "/" + name, "postgres", "postgres");
    }

    private static void read(Connection connection, String pattern, String roles, String name, List<String> lines)
            throws SQLException {
        String sql = pattern.replace("ROLES", roles).replace("DATABASE", name);
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    line.append(rows.getString(column)).append(' ');
                }
                lines.add(line.toString()
                        .replace(roles, "ROLES_")
                        .replace(name, "DATABASE")
                        // Versions of secrets, the port and the number of the database differ.
                        .replaceAll("(secret|jdbc|address)=\\S+", "$1=kept")
                        .replaceAll("applied=v\\S+", "applied=yes"));
            }
        }
    }
}
