package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.emulator.fault.FaultPlan;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the runner's configuration says so, a database that is not as declared is a warning, and the service is deployed. */
class DriftWarningIT {
    @Test
    void aFindingIsToldAndTheServiceIsDeployed(@TempDir Path state) throws Exception {
        try (RunningSystem system = RunningSystem.start(state, Map.of("DATABASE_DRIFT", "warn"), FaultPlan.NONE)) {
            system.versionOne("before");
            String script = "psql $DATABASE_URL -qc 'SET ROLE NONE; CREATE TABLE public.stray (id int)'";

            String deployment = system.postMigrating(script, "drift");

            system.awaited(deployment, ServiceDeployed.class);
            assertThat(system.of(deployment, MigrationSucceeded.class)
                            .getFirst()
                            .getDatabaseWarnings())
                    .singleElement()
                    .asString()
                    .contains("ALTER TABLE public.stray OWNER TO");
        }
    }
}
