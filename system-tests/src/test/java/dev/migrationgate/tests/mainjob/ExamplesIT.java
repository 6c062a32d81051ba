package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.ExecutionName;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.tests.ground.AnyPlatform;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples with real migration tools: version one is good, version two's migration fails, version three changes nothing. */
@AnyPlatform
class ExamplesIT {
    private static final List<String> DEPLOYED =
            List.of("DeploymentRequested", "MigrationStarted", "MigrationSucceeded", "ServiceDeployed");
    private static final List<String> FAILED = List.of("DeploymentRequested", "MigrationStarted", "MigrationFailed");

    private static RunningSystem system;

    @BeforeAll
    static void start(@TempDir Path state) throws Exception {
        system = RunningSystem.start(state);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    /** What is particular about an example. */
    enum Example {
        FLYWAY("flyway", "inventory_api", "article", "DATABASE_URL", 1, "org.flywaydb.commandline.Main"),
        LIQUIBASE("liquibase", "customer_api", "customer", "DATABASE_URL", 1, ".LiquibaseCommandLine"),
        MIGRATE_SCRIPT("migrate-script", "ledger_api", "booking", "DATABASE_URL", 3, "--file=sql/1-bookings.sql"),
        VENDOR_BILLING("vendor-billing", "billing_engine", "invoice", "BILLING_DATABASE_URL", 1, ".billing.Upgrade");

        private final String folder;
        private final String roles;
        private final String table;
        private final String variable;
        private final int failure;
        private final String program;

        /**
         * @param folder below examples
         * @param roles the application in its roles' names
         * @param table what the service counts, three rows of it
         * @param variable with the connection string
         * @param failure exit code of the migration that fails
         * @param program what the list of processes shows for a while
         */
        Example(String folder, String roles, String table, String variable, int failure, String program) {
            this.folder = folder;
            this.roles = roles;
            this.table = table;
            this.variable = variable;
            this.failure = failure;
            this.program = program;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theGoodOneIsDeployedAfterItsMigrationMadeItsTables(Example example) throws Exception {
        String deployment;
        URI address;
        try (ProcessArguments arguments = new ProcessArguments()) {
            deployment = post(example, "v1", "good");
            address = deployed(deployment);

            ExampleDatabase runtime = database(example, deployment);
            ExampleDatabase migrator = migrator(example, deployment);
            assertThat(arguments.seen())
                    .anyMatch(line -> line.contains(example.program))
                    .noneMatch(line -> line.contains(runtime.password()) || line.contains(migrator.password()));
        }

        assertThat(system.story(deployment)).isEqualTo(DEPLOYED);
        assertThat(succeeded(deployment).getOutcome()).isEqualTo(MigrationOutcome.APPLIED);
        assertThat(system.get(address)).contains("\"version\":\"1.0.0\"", "\"rows\":3");
        assertThat(database(example, deployment).owners())
                .containsKey(example.table)
                .allSatisfy((table, owner) -> assertThat(owner).matches("mg_" + example.roles + "_[0-9a-f]{10}_owner"));
    }

    @ParameterizedTest
    @EnumSource
    void theFailingOneIsNotDeployedAndTheOldVersionServes(Example example) throws Exception {
        String good = post(example, "v1", "before-failing");
        URI address = deployed(good);
        List<List<String>> before = database(example, good).content();

        String failing = post(example, "v2", "failing");
        MigrationFailed failed = system.awaited(failing, MigrationFailed.class);

        assertThat(system.story(failing)).isEqualTo(FAILED);
        assertThat(failed.getReason()).isEqualTo("EXIT_CODE");
        assertThat(failed.getExitCode()).contains(example.failure);
        assertThat(failed.getLogExcerpt())
                .anyMatch(line -> line.contains(example.table))
                .noneMatch(line -> line.contains("mgpw_"));
        assertThat(system.get(address)).contains("\"version\":\"1.0.0\"", "\"rows\":3");
        assertThat(database(example, good).content()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void theOneWithoutChangesIsDeployedAfterItsMigrationDidNothing(Example example) throws Exception {
        String good = post(example, "v1", "before-no-change");
        deployed(good);
        List<List<String>> before = database(example, good).content();

        String unchanged = post(example, "v3", "no-change");
        URI address = deployed(unchanged);

        assertThat(system.story(unchanged)).isEqualTo(DEPLOYED);
        assertThat(succeeded(unchanged).getOutcome()).isEqualTo(MigrationOutcome.APPLIED);
        assertThat(system.get(address)).contains("\"version\":\"1.2.0\"", "\"rows\":3");
        assertThat(database(example, unchanged).content()).isEqualTo(before);
    }

    private static void needPsql(Example example) {
        boolean there = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
        assertThat(there || example != Example.MIGRATE_SCRIPT)
                .as("psql is missing, with which this example migrates; in Debian: apt-get install postgresql-client")
                .isTrue();
    }

    private static String post(Example example, String version, String key) throws IOException, InterruptedException {
        needPsql(example);
        return system.post(example.folder, version, example.folder + "-" + key);
    }

    private static URI deployed(String deployment) {
        return URI.create(system.awaited(deployment, ServiceDeployed.class).getUri());
    }

    private static MigrationSucceeded succeeded(String deployment) {
        return system.of(deployment, MigrationSucceeded.class).getFirst();
    }

    /** The database as the service sees it. */
    private static ExampleDatabase database(Example example, String deployment) {
        return succeeded(deployment).getRequest().getService().getContainer().getEnv().stream()
                .filter(env -> env.getName().equals(example.variable))
                .map(env -> read(env.getSecretVersion().orElseThrow()))
                .findFirst()
                .orElseThrow();
    }

    /** The database as its migration saw it. */
    private static ExampleDatabase migrator(Example example, String deployment) {
        String execution = succeeded(deployment).getEvidence().orElseThrow().getExecution();
        return system
                .ground()
                .google()
                .executions()
                .getExecution(ExecutionName.parse(execution))
                .getTemplate()
                .getContainers(0)
                .getEnvList()
                .stream()
                .filter(env -> env.getName().equals(example.variable))
                .map(env -> env.getValueSource().getSecretKeyRef())
                .map(secret -> read(secret.getSecret() + "/versions/" + secret.getVersion()))
                .findFirst()
                .orElseThrow();
    }

    private static ExampleDatabase read(String secretVersion) {
        var version = system.ground().google().secrets().accessSecretVersion(secretVersion);
        URI address = URI.create(version.getPayload().getData().toStringUtf8());
        return new ExampleDatabase(system.ground().reachable(address));
    }
}
