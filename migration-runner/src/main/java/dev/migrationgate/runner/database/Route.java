package dev.migrationgate.runner.database;

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

    /** What the JDBC driver is told so that it goes this way. Connectors encrypt below PostgreSQL's protocol, so that has none. */
    default Map<String, String> properties() {
        return switch (this) {
            case Direct _ -> Map.of();
            case CloudSql(String instance) ->
                Map.of(
                        "socketFactory", "com.google.cloud.sql.postgres.SocketFactory",
                        "cloudSqlInstance", instance,
                        "sslmode", "disable");
            case AlloyDb(String instance) ->
                Map.of(
                        "socketFactory", "com.google.cloud.alloydb.SocketFactory",
                        "alloydbInstanceName", instance,
                        "sslmode", "disable");
        };
    }
}
