package dev.migrationgate.runner.database;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The way by which the runner itself reaches a server. Jobs and services go to the server's host and port. */
sealed interface Route {

    /** To host and port. */
    record Direct() implements Route {}

    /**
     * Through Google's connector for Cloud SQL, which finds the instance and encrypts on its own.
     *
     * @param instance {@code project:region:instance}; the project may begin with a domain and a colon
     */
    record CloudSql(String instance) implements Route {}

    /**
     * Through Google's connector for AlloyDB, which finds the instance and encrypts on its own.
     *
     * @param instance {@code projects/P/locations/R/clusters/C/instances/I}
     */
    record AlloyDb(String instance) implements Route {}

    /** What the JDBC driver is told so that it goes this way. */
    default Map<String, String> properties() {
        return switch (this) {
            case Direct _ -> Map.of();
            case CloudSql(String instance) ->
                connector(
                        "com.google.cloud.sql.postgres.SocketFactory",
                        Map.of("cloudSqlInstance", instance, "cloudSqlRefreshStrategy", "lazy"));
            case AlloyDb(String instance) ->
                connector(
                        "com.google.cloud.alloydb.SocketFactory",
                        Map.of("alloydbInstanceName", instance, "alloydbRefreshStrategy", "lazy"));
        };
    }

    /**
     * The reason why there is no connection, which connectors hide: the driver does not expect what they throw, and reports it as
     * its own defect (SQLSTATE 99999). All of it may pass: an outage, a role of the runner that is granted only later.
     */
    default SQLException explained(SQLException error) {
        return switch (this) {
            case Direct _ -> error;
            case CloudSql(String instance) -> Unreachable.explained(instance, error);
            case AlloyDb(String instance) -> Unreachable.explained(instance, error);
        };
    }

    /** "lazy" asks Google anew after a failure, at the next connection; in the background, some failures would be final. */
    private static Map<String, String> connector(String factory, Map<String, String> own) {
        Map<String, String> properties = new HashMap<>(own);
        properties.put("socketFactory", factory);
        // It encrypts below PostgreSQL's protocol, which then need not.
        properties.put("sslmode", "disable");
        // In seconds. The driver's limit for a socket does not reach into connectors, which have none for an address
        // that is silent.
        properties.put("loginTimeout", "30");
        return properties;
    }
}
