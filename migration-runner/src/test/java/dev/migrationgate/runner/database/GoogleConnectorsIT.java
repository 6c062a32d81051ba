package dev.migrationgate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That Google's connectors, with the libraries of this build, are asked for the right instance, and what they say reaches people. */
class GoogleConnectorsIT {
    private static final String ADMIN = "projects/p/secrets/admin/versions/1";

    @TempDir
    static Path folder;

    private static PasswordServer server;
    private static FakeCloudSql cloudSql;

    private final FakeSecretStore secrets = new FakeSecretStore();

    @BeforeAll
    static void start() throws Exception {
        server = PasswordServer.start(folder);
        cloudSql = new FakeCloudSql(folder, "example.com:payments:main", server.port());
    }

    @AfterAll
    static void stop() throws Exception {
        cloudSql.close();
        server.close();
    }

    @Test
    void aCloudSqlInstanceIsReachedThroughItsConnectorAndNamedByItsHost() throws Exception {
        Server instance = instance(cloudSql.url());

        try (var connection = administrators().connect(instance, "postgres")) {
            assertThat(PreparedDatabase.text(connection, "SELECT current_user || current_setting('search_path')"))
                    .isEqualTo("postgrespg_catalog, pg_temp");
        }
        assertThat(instance.address()).isEqualTo("10.1.2.3:5432");
    }

    @Test
    void aWrongPasswordIsTheServersAnswerAlsoThroughAConnector() {
        secrets.versions.put(ADMIN, "nobody:wrong");

        assertThatThrownBy(() -> new Administrators(secrets).connect(instance(cloudSql.url()), "postgres"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
        assertThat(secrets.reads).hasValue(2);
    }

    @Test
    void whatGoogleRefusesIsSaidAndTriedAgainAtTheNextConnection() throws Exception {
        // Another base address is another client, which does not yet know the instance.
        Server instance = instance(cloudSql.url().replace("127.0.0.1", "localhost"));
        cloudSql.denial = "The client is not authorized to make this request.";

        assertThatThrownBy(() -> administrators().connect(instance, "postgres"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("08001"))
                .hasMessageStartingWith("example.com:payments:europe-west1:main: ")
                .hasMessageContaining(cloudSql.denial);
        cloudSql.denial = "";
        administrators().connect(instance, "postgres").close();
    }

    @Test
    void anAlloyDbInstanceIsAskedForThroughItsConnector() {
        Server instance = one("alloydb:projects/p/locations/r/clusters/c/instances/i" + "?alloydbGoogleCredentialsPath="
                + folder.resolve("missing.json") + " host=10.1.2.4");

        assertThatThrownBy(() -> administrators().connect(instance, "postgres"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("08001"))
                .hasMessageStartingWith("projects/p/locations/r/clusters/c/instances/i: ")
                .hasMessageContaining("missing.json");
    }

    private Administrators administrators() {
        secrets.versions.put(ADMIN, "postgres:postgres");
        return new Administrators(secrets);
    }

    private static Server instance(String api) {
        return one("cloud-sql:example.com:payments:europe-west1:main?cloudSqlAdminRootUrl=" + api
                + "&cloudSqlGoogleCredentialsPath=" + folder.resolve("credentials.json") + " host=10.1.2.3");
    }

    private static Server one(String address) {
        return Servers.parse("*=" + address, Optional.of(ADMIN))
                .of("Database/x")
                .orElseThrow();
    }
}
