package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.ExecutionLook.completed;
import static dev.migrationgate.emulator.TestCloud.PROJECT;
import static dev.migrationgate.emulator.TestCloud.job;
import static dev.migrationgate.emulator.TestCloud.once;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Condition.CommonReason;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.EnvVarSource;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.SecretKeySelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that a container gets. */
class JobSecretsIT {
    @TempDir
    Path directory;

    private TestCloud cloud;
    private ExecutionLook look;

    @BeforeEach
    void start() {
        cloud = new TestCloud(directory);
        look = new ExecutionLook(cloud);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void aSecretReachesTheContainerAndNothingElse() throws IOException {
        String image = cloud.image("secret", "test \"$DATABASE_URL\" = postgresql://s3cret");
        String version = cloud.secret("payments-db-url", "postgresql://s3cret");
        Job job = withSecret(job(image, once()), version);

        Execution ended = cloud.ended(cloud.run("secret", job));

        assertThat(ended.getSucceededCount()).isEqualTo(1);
        assertThat(ended.toString()).doesNotContain("s3cret");
        assertThat(Files.readString(directory.resolve("state/audit.jsonl"))).doesNotContain("s3cret");
    }

    @Test
    void aMissingSecretFailsTheExecutionBeforeItStarts() throws IOException {
        String image = cloud.image("nosecret", "echo never");
        Job job = withSecret(job(image, once()), PROJECT + "/secrets/none/versions/1");

        Execution ended = cloud.ended(cloud.run("nosecret", job));

        assertThat(completed(ended).getReason()).isEqualTo(CommonReason.SECRETS_ACCESS_CHECK_FAILED);
        assertThat(look.texts("nosecret-run")).isEmpty();
    }

    private static Job withSecret(Job job, String version) {
        int versions = version.indexOf("/versions/");
        EnvVar variable = EnvVar.newBuilder()
                .setName("DATABASE_URL")
                .setValueSource(EnvVarSource.newBuilder()
                        .setSecretKeyRef(SecretKeySelector.newBuilder()
                                .setSecret(version.substring(0, versions))
                                .setVersion(version.substring(versions + "/versions/".length()))))
                .build();
        Job.Builder result = job.toBuilder();
        result.getTemplateBuilder().getTemplateBuilder().getContainersBuilder(0).addEnv(variable);
        return result.build();
    }
}
