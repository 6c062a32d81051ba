package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.ExecutionName;
import dev.migrationgate.cli.Gate;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the whole system makes of {@code accessControl.database}: told in events, looked at before the service, rotated. */
class DatabaseAccessIT {
    private static RunningSystem system;
    private static String first;

    @BeforeAll
    static void start(@TempDir Path state) throws Exception {
        system = RunningSystem.start(state);
        first = system.post("v1", "before-all");
        system.awaited(first, ServiceDeployed.class);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void theFirstDeploymentTellsWhatWasMadeAndTheNextThatNothingWas() throws Exception {
        assertThat(succeeded(first).getDatabaseChanges())
                .contains("created database payments-db", "enabled extension pgcrypto")
                .anyMatch(change -> change.matches("created role mg_payment_api_[0-9a-f]{10}_owner"))
                .anyMatch(change ->
                        change.matches("granted CREATE, USAGE ON SCHEMA public TO mg_payment_api_\\w+_runtime"))
                .noneMatch(change -> change.contains("mgpw_"));
        String next = system.post("v1", "unchanged");
        system.awaited(next, ServiceDeployed.class);

        assertThat(succeeded(next).getDatabaseChanges()).isEmpty();
        assertThat(succeeded(next).getDatabaseWarnings()).isEmpty();
    }

    @Test
    void theServiceGetsItsAddressForJdbcDriversAsWell() throws Exception {
        String address = read(variable(serviceVariables(first), "JDBC_DATABASE_URL"));

        assertThat(address).startsWith("jdbc:postgresql://").contains("_runtime&password=mgpw_");
        DriverManager.getConnection(address).close();
    }

    @Test
    void whatAMigrationLeftToTheWrongRoleShutsTheGateUntilItIsMended() throws Exception {
        String script = "psql $DATABASE_URL -qc 'SET ROLE NONE; CREATE TABLE IF NOT EXISTS public.stray (id int)'";
        String deployment = system.postMigrating(script, "drift");
        MigrationFailed failed = system.awaited(deployment, MigrationFailed.class);

        assertThat(failed.getReason()).isEqualTo("DATABASE_DRIFT");
        assertThat(failed.getMessage())
                .contains("table public.stray belongs to mg_payment_api_", "ALTER TABLE public.stray");
        assertThat(failed.getEvidence()).isPresent();
        assertThat(system.of(deployment, ServiceDeployed.class)).isEmpty();
        String statement = failed.getMessage().replaceFirst("(?s).*(ALTER TABLE public.stray OWNER TO \\w+).*", "$1");
        asMigrator(deployment, "SET ROLE NONE; " + statement);

        assertThat(gate("retry", deployment, "--reason", "mended")).isZero();

        system.awaited(deployment, ServiceDeployed.class);
        assertThat(system.of(deployment, MigrationStarted.class)).hasSize(2);
    }

    @Test
    void aRotationComesWithTheNextDeploymentAndLeavesTheServingPassword() throws Exception {
        String before = system.post("v1", "before-rotation");
        system.awaited(before, ServiceDeployed.class);
        assertThat(gate("database", "rotate", before, "--reason", "it is time")).isZero();

        String after = system.post("v1", "after-rotation");
        system.awaited(after, ServiceDeployed.class);

        assertThat(succeeded(after).getDatabaseChanges())
                .hasSize(2)
                .allMatch(change -> change.matches("gave login mg_payment_api_\\w+ a new password"));
        String old = read(variable(serviceVariables(before), "JDBC_DATABASE_URL"));
        String rotated = read(variable(serviceVariables(after), "JDBC_DATABASE_URL"));
        assertThat(rotated).isNotEqualTo(old);
        DriverManager.getConnection(old).close();
        DriverManager.getConnection(rotated).close();
    }

    private static MigrationSucceeded succeeded(String deployment) {
        return system.of(deployment, MigrationSucceeded.class).getFirst();
    }

    private static List<EnvVar> serviceVariables(String deployment) {
        String revision =
                system.of(deployment, ServiceDeployed.class).getFirst().getRevision();
        return system.stack()
                .google()
                .revisions()
                .getRevision(revision)
                .getContainers(0)
                .getEnvList();
    }

    private static void asMigrator(String deployment, String sql) throws SQLException {
        String execution =
                system.of(deployment, MigrationStarted.class).getFirst().getExecution();
        List<EnvVar> variables = system.stack()
                .google()
                .executions()
                .getExecution(ExecutionName.parse(execution))
                .getTemplate()
                .getContainers(0)
                .getEnvList();
        try (Connection connection = DriverManager.getConnection(read(variable(variables, "JDBC_DATABASE_URL")));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static EnvVar variable(List<EnvVar> variables, String name) {
        return variables.stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String read(EnvVar variable) {
        var secret = variable.getValueSource().getSecretKeyRef();
        String version = secret.getSecret() + "/versions/" + secret.getVersion();
        return system.stack()
                .google()
                .secrets()
                .accessSecretVersion(version)
                .getPayload()
                .getData()
                .toStringUtf8();
    }

    private static int gate(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        URI ingest = system.stack().ingest();
        arguments.addAll(List.of("--actor", "the tester", "--ingest", ingest.toString()));
        return Gate.commandLine().execute(arguments.toArray(String[]::new));
    }
}
