package dev.migrationgate.quickstart.platform;

import java.net.URI;

/**
 * How to reach the PostgreSQL server as its administrator.
 *
 * @param host the address
 * @param port the port
 * @param user the superuser
 * @param password the superuser's password; letters and digits only
 */
public record PostgresAccess(String host, int port, String user, String password) {
    /** The database that every server has. */
    public static final String ADMIN_DATABASE = "postgres";

    /**
     * The address for JDBC, without the credential.
     *
     * @param database a database on the server
     * @return the address
     */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /**
     * The connection string, with the credential: a secret.
     *
     * @param database a database on the server
     * @return {@code postgresql://user:password@host:port/database}
     */
    public URI url(String database) {
        return URI.create("postgresql://" + user + ":" + password + "@" + host + ":" + port + "/" + database);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresAccess[" + user + "@" + host + ":" + port + "]";
    }
}
