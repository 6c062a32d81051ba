package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.model.Spec;

/**
 * The variables of an application's connection string. The migration runner fills both, in job and service.
 *
 * @param url the one that the manifest names, which receives the string as {@code postgresql://…}
 * @param jdbc the one derived from it, which receives the same as {@code jdbc:postgresql://…}
 */
record ConnectionVariables(String url, String jdbc) {
    private static final String DEFAULT = "DATABASE_URL";
    private static final String JDBC_PREFIX = "JDBC_";

    static ConnectionVariables of(Spec.DatabaseGrant grant) {
        String url = grant.envVar().orElse(DEFAULT);
        return new ConnectionVariables(url, JDBC_PREFIX + url);
    }
}
