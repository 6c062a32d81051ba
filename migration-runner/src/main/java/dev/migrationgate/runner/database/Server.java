package dev.migrationgate.runner.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/**
 * A PostgreSQL server.
 *
 * @param route how the runner reaches it
 * @param host host name or address at which jobs and services reach it, and the runner as well if its route is direct
 * @param port port of that host
 * @param maintenance database to connect to before the application's own exists
 * @param options of the runner's own connections; {@link JdbcOptions#carried} those of others as well
 * @param adminSecret secret version that holds the administrator's {@code user:password}
 */
record Server(
        Route route, String host, int port, String maintenance, JdbcOptions options, Optional<String> adminSecret) {
    static final int DEFAULT_PORT = 5432;
    private static final String CONNECT_SECONDS = "10";
    private static final String ANSWER_SECONDS = "60";

    /** A connection whose statements find names in PostgreSQL's own catalogue only. */
    Connection connect(String database, Login login) throws SQLException {
        Connection connection = open(database, login);
        try (Statement statement = connection.createStatement()) {
            // An application may make functions in public: with the server's own names, they would be called in the
            // administrator's name.
            statement.execute("SET search_path = pg_catalog, pg_temp; SET client_min_messages = warning");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection open(String database, Login login) throws SQLException {
        try {
            return DriverManager.getConnection("jdbc:postgresql://" + address() + "/" + database, properties(login));
        } catch (SQLException e) {
            throw route.explained(e);
        }
    }

    /** What the driver is told, options over our defaults, and who and which way over both. */
    Properties properties(Login login) {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        properties.setProperty("ApplicationName", "migration-gate");
        options.values().forEach(properties::setProperty);
        route.properties().forEach(properties::setProperty);
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        return properties;
    }

    /** Where jobs and services find it, {@code host:port}. */
    String address() {
        return host + ":" + port;
    }

    /**
     * All that connection strings say about the server, {@code host:port[?sslmode=…]}, in letters of {@code [\w.:=?&-]}: a kept one
     * counts as long as this is what it was made for.
     */
    String place() {
        return address() + query('?');
    }

    /** {@code postgresql://user:password@host:port/database[?sslmode=…]}, for libpq and all that read its form. */
    String connectionString(Login login, Identifier database) {
        return "postgresql://" + login.user() + ":" + login.password() + "@" + address() + "/" + database.name()
                + query('?');
    }

    /** {@code jdbc:postgresql://host:port/database?user=…&password=…[&sslmode=…]}, for the JDBC driver. */
    String jdbcAddress(Login login, Identifier database) {
        return "jdbc:postgresql://" + address() + "/" + database.name() + "?user=" + login.user() + "&password="
                + login.password() + query('&');
    }

    private String query(char before) {
        return options.carried().map(option -> before + option).orElse("");
    }

    /** User and password, in letters that no form of address needs to encode; never shown. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }
}
