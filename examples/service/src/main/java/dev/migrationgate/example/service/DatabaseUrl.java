package dev.migrationgate.example.service;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * The connection string that the platform injects, in the parts that JDBC wants.
 *
 * @param jdbcUrl the address, without the credential
 * @param user the user name, decoded
 * @param password the password, decoded
 */
public record DatabaseUrl(String jdbcUrl, String user, String password) {
    /** The variable that most manifests name in {@code secretSource.envVar}. */
    public static final String VARIABLE = "DATABASE_URL";

    /**
     * Reads a variable.
     *
     * @param environment the process's environment
     * @param variable its name
     * @return the parts
     * @throws IllegalArgumentException if it is missing or no connection string
     */
    public static DatabaseUrl from(Map<String, String> environment, String variable) {
        String text = environment.get(variable);
        if (text == null) {
            throw new IllegalArgumentException(variable + " is not set");
        }
        return parse(text);
    }

    /**
     * Takes a connection string apart. Secret stores like to append a line break, which is ignored.
     *
     * @param text {@code postgresql://user:password@host[:port]/database[?parameters]}, user and password percent-encoded
     * @return the parts
     * @throws IllegalArgumentException if it is none; the message does not repeat the text, which holds a password
     */
    public static DatabaseUrl parse(String text) {
        URI uri = uri(text.strip());
        String credential = uri.getRawUserInfo();
        if (!isPostgres(uri.getScheme()) || uri.getHost() == null || credential == null || !credential.contains(":")) {
            throw malformed();
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String parameters = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        int colon = credential.indexOf(':');
        return new DatabaseUrl(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + parameters,
                decode(credential.substring(0, colon)),
                decode(credential.substring(colon + 1)));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw malformed(); // without the cause, whose message repeats the text
        }
    }

    private static boolean isPostgres(String scheme) {
        return "postgresql".equals(scheme) || "postgres".equals(scheme);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "the connection string must be postgresql://user:password@host:port/database");
    }

    /** In the user part of an address a plus is a plus, which the decoder for forms would make a space. */
    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /**
     * Connects.
     *
     * @return a new connection, to be closed by the caller
     * @throws SQLException if the database is away or refuses
     */
    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(jdbcUrl, properties);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DatabaseUrl[" + jdbcUrl + "]";
    }
}
