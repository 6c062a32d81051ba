package dev.migrationgate.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.EnvVar;
import dev.migrationgate.runner.lane.CancelPolicy;
import dev.migrationgate.runner.lane.LaneEffect.StartExecution;
import dev.migrationgate.runner.lane.Limits;
import dev.migrationgate.runner.lane.Migration;
import dev.migrationgate.runner.lane.Tenure;
import dev.migrationgate.trace.TraceParent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobRequestTest {
    private static final Migration.Variable URL = secret("DATABASE_URL", "projects/p/secrets/m/versions/1");
    private static final Migration.Variable JDBC = secret("JDBC_DATABASE_URL", "projects/p/secrets/mj/versions/1");

    @Test
    void connectionStringsTakeThePlaceOfWhatTheManifestSays() {
        List<EnvVar> variables = JobRequest.of(start(URL, JDBC), Starts.WORK.cause())
                .getJob()
                .getTemplate()
                .getTemplate()
                .getContainers(0)
                .getEnvList();

        assertThat(variables)
                .extracting(EnvVar::getName)
                .containsExactly("COLOUR", "DATABASE_URL", "JDBC_DATABASE_URL", "TRACEPARENT");
        assertThat(variables.subList(1, 3)).extracting(EnvVar::getValue).containsOnly("");
        assertThat(variables.get(2).getValueSource().getSecretKeyRef().getSecret())
                .isEqualTo("projects/p/secrets/mj");
    }

    /** As an earlier version computed them: a job that it has made is known again. */
    @Test
    void withoutAddressForJdbcAJobHasTheDigestThatItAlwaysHad() {
        assertThat(JobRequest.digest(start(URL))).isEqualTo("v1-c09778c74450bbe427571ece1e34a2ba657fdcfc");
        assertThat(JobRequest.digest(start())).isEqualTo("v1-8eaf54a22c911b272244334e51cd30adcdef0b2d");
        assertThat(JobRequest.digest(start(URL, JDBC))).isNotEqualTo(JobRequest.digest(start(URL)));
    }

    @Test
    void theContainerIsToldItsTraceUnlessTheManifestSaysAnother() {
        TraceParent trace = Starts.WORK.inside();
        Migration.Variable own = plain("TRACEPARENT", "of the manifest");

        assertThat(traceparent(start(URL), trace)).isEqualTo(trace.text());
        assertThat(traceparent(start(own), trace)).isEqualTo("of the manifest");
    }

    private static String traceparent(StartExecution start, TraceParent trace) {
        List<EnvVar> told =
                JobRequest.of(start, trace).getJob().getTemplate().getTemplate().getContainers(0).getEnvList().stream()
                        .filter(variable -> variable.getName().equals("TRACEPARENT"))
                        .toList();
        assertThat(told).hasSize(1);
        return told.getFirst().getValue();
    }

    private static StartExecution start(Migration.Variable... secrets) {
        Migration migration = new Migration(
                "europe-west1",
                "image:1",
                List.of("sh"),
                List.of("-c", "migrate"),
                List.of(plain("COLOUR", "blue"), plain("DATABASE_URL", "from the manifest")),
                Optional.of("1"),
                Optional.empty(),
                Duration.ofMinutes(1),
                Limits.NONE,
                0,
                CancelPolicy.NEVER,
                false);
        return new StartExecution(
                new Tenure("daaaaaaaaaaaaaaaaaaaaaaaaa", 1, 1),
                "o/u/e/p/app",
                "1.0.0",
                "p",
                migration,
                List.of(secrets),
                Starts.WORK);
    }

    private static Migration.Variable plain(String name, String value) {
        return new Migration.Variable(name, Optional.of(value), Optional.empty());
    }

    private static Migration.Variable secret(String name, String version) {
        return new Migration.Variable(name, Optional.empty(), Optional.of(version));
    }
}
