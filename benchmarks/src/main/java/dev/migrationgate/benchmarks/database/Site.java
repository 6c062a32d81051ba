package dev.migrationgate.benchmarks.database;

import dev.migrationgate.emulator.CloudEmulator;
import dev.migrationgate.emulator.EmulatorConfig;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.quickstart.platform.PostgresAccess;
import dev.migrationgate.quickstart.platform.PostgresAlone;
import dev.migrationgate.quickstart.stack.AdminSecret;
import dev.migrationgate.runner.database.Administrators;
import dev.migrationgate.runner.database.GoogleSecretStore;
import dev.migrationgate.runner.database.PostgresPreparer;
import dev.migrationgate.runner.database.Servers;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A PostgreSQL server and Secret Manager, and the runner's own code that makes databases ready there. */
final class Site implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final PostgresAlone postgres;
    private final CloudEmulator cloud;
    private final GoogleCloud google;
    private final PostgresPreparer preparer;

    private Site(PostgresAlone postgres, CloudEmulator cloud) {
        this.postgres = postgres;
        this.cloud = cloud;
        this.google = GoogleCloud.open(Optional.of(cloud.endpoint()));
        PostgresAccess access = postgres.access();
        GoogleSecretStore secrets = new GoogleSecretStore(google);
        this.preparer = new PostgresPreparer(
                Servers.parse(
                        "*=" + access.jdbcUrl(PostgresAccess.ADMIN_DATABASE),
                        Optional.of(AdminSecret.keep(google.secrets(), access))),
                new Administrators(secrets),
                Set.of("pgcrypto", "uuid-ossp"),
                secrets,
                new SecureRandom());
    }

    /**
     * Starts both.
     *
     * @param folder for all that they keep
     */
    static Site start(Path folder) {
        PostgresAlone postgres = PostgresAlone.start(folder.resolve("server"), START_LIMIT);
        try {
            return new Site(
                    postgres,
                    CloudEmulator.start(new EmulatorConfig(0, folder.resolve("cloud"), folder.resolve("images"))));
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    PostgresPreparer preparer() {
        return preparer;
    }

    /** The server's administrator, in the database that every server has. */
    Connection administrator() throws SQLException {
        PostgresAccess access = postgres.access();
        return DriverManager.getConnection(
                access.jdbcUrl(PostgresAccess.ADMIN_DATABASE), access.user(), access.password());
    }

    /**
     * Who a connection string in Secret Manager names.
     *
     * @param secret full name of the version
     */
    Connection login(String secret) throws SQLException {
        URI url = URI.create(new GoogleSecretStore(google).read(secret));
        String[] login = url.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), login[0], login[1]);
    }

    @Override
    public void close() {
        try (postgres;
                cloud;
                google) {
            // In this order, backwards.
        }
    }
}
