package dev.migrationgate.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import dev.migrationgate.runner.lane.LaneEffect.StartExecution;
import dev.migrationgate.runner.lane.Migration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the job of an attempt runs. */
class JobContainerTest {
    private static final Migration.Variable PLAIN =
            new Migration.Variable("LOCK_TIMEOUT", Optional.of("30s"), Optional.empty());
    private static final Migration.Variable SECRET = new Migration.Variable(
            "CARRIER_KEY", Optional.empty(), Optional.of("projects/p/secrets/carrier-key/versions/7"));

    @Test
    void theJobRunsTheImageWithTheEntrypointArgumentsAndVariablesThatTheRequestNames() {
        Container container = container(start("image:2", List.of("flyway"), List.of("migrate"), PLAIN, SECRET));

        assertThat(container.getImage()).isEqualTo("image:2");
        assertThat(container.getCommandList()).containsExactly("flyway");
        assertThat(container.getArgsList()).containsExactly("migrate");
        assertThat(container.getEnvList())
                .extracting(EnvVar::getName)
                .containsExactly("LOCK_TIMEOUT", "CARRIER_KEY", "TRACEPARENT");
        assertThat(container.getEnv(0).getValue()).isEqualTo("30s");
        assertThat(container.getEnv(1).getValueSource().getSecretKeyRef()).satisfies(secret -> {
            assertThat(secret.getSecret()).isEqualTo("projects/p/secrets/carrier-key");
            assertThat(secret.getVersion()).isEqualTo("7");
        });
    }

    @Test
    void eachOfThemMakesAnotherSpec() {
        List<StartExecution> starts = List.of(
                start("image:1", List.of(), List.of()),
                start("image:2", List.of(), List.of()),
                start("image:1", List.of("a"), List.of()),
                start("image:1", List.of(), List.of("a")),
                start("image:1", List.of(), List.of(), PLAIN),
                start("image:1", List.of(), List.of(), SECRET));

        assertThat(starts).extracting(JobRequest::digest).doesNotHaveDuplicates();
    }

    private static Container container(StartExecution start) {
        return JobRequest.of(start, start.work().cause())
                .getJob()
                .getTemplate()
                .getTemplate()
                .getContainers(0);
    }

    private static StartExecution start(
            String image, List<String> command, List<String> args, Migration.Variable... env) {
        StartExecution plain = Starts.in("r");
        Migration migration = plain.migration();
        Migration filled = new Migration(
                migration.region(),
                image,
                command,
                args,
                List.of(env),
                migration.cpu(),
                migration.memory(),
                migration.timeout(),
                migration.limits(),
                migration.temporaryFailureRetries(),
                migration.cancelPolicy(),
                migration.supersede());
        return new StartExecution(
                plain.tenure(),
                plain.applicationId(),
                plain.version(),
                plain.cloudProject(),
                filled,
                plain.databaseSecrets(),
                plain.work());
    }
}
