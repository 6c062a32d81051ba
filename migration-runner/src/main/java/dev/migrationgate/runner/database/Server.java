package dev.migrationgate.runner.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server.
 *
 * @param host host name or address
 * @param port port
 * @param maintenance database to connect to before the application's own exists
 * @param options further JDBC options, {@code ?a=b&c=d} or empty
 */
public record Server(String host, int port, String maintenance, String options) {
    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql://([A-Za-z0-9.-]+)(?::(\\d{1,5}))?/([A-Za-z0-9_-]+)(\\?\\S*)?");
    private static final int DEFAULT_PORT = 5432;
    private static final String CONNECT_SECONDS = "10";
    private static final String ANSWER_SECONDS = "60";

    /**
     * Reads {@code jdbc:postgresql://host[:port]/database[?options]}.
     *
     * @throws IllegalArgumentException the address has another form; the message does not repeat it
     */
    public static Server parse(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be jdbc:postgresql://host[:port]/database[?options]");
        }
        String options = matcher.group(4) == null ? "" : matcher.group(4);
        if (options.toLowerCase(java.util.Locale.ROOT).contains("password")) {
            throw new IllegalArgumentException("must not hold a password");
        }
        int port = matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
        return new Server(matcher.group(1), port, matcher.group(3), options);
    }

    Connection connect(String database, Login login) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        properties.setProperty("ApplicationName", "migration-gate");
        Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + port + "/" + database + options, properties);
        try (Statement statement = connection.createStatement()) {
            // An application may make functions in public: with the server's own names, they would be called in the
            // administrator's name.
            statement.execute("SET search_path = pg_catalog, pg_temp");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Where it listens, {@code host:port}. */
    String address() {
        return host + ":" + port;
    }

    /** The address that a connection string holds for a role. */
    String connectionString(Login login, Identifier database) {
        return "postgresql://" + login.user() + ":" + login.password() + "@" + address() + "/" + database.name();
    }

    /** User and password; never shown. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }
}
