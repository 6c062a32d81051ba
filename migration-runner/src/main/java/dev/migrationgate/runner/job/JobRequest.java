package dev.migrationgate.runner.job;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.EnvVarSource;
import com.google.cloud.run.v2.ExecutionTemplate;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.ResourceRequirements;
import com.google.cloud.run.v2.SecretKeySelector;
import com.google.cloud.run.v2.TaskTemplate;
import com.google.protobuf.Duration;
import dev.migrationgate.runner.lane.LaneEffect.StartExecution;
import dev.migrationgate.runner.lane.Migration;
import dev.migrationgate.trace.TraceParent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An attempt as the request that creates and starts its job. */
final class JobRequest {
    static final String DEPLOYMENT_LABEL = "migration-gate-deployment";
    static final String ATTEMPT_LABEL = "migration-gate-attempt";
    static final String EPOCH_LABEL = "migration-gate-epoch";
    static final String SPEC_LABEL = "migration-gate-spec";

    static final String TRACEPARENT = "TRACEPARENT";

    private static final int LABEL_LENGTH = 63;

    private JobRequest() {}

    /**
     * The request.
     *
     * @param trace the context that the container is told
     */
    static CreateJobRequest of(StartExecution effect, TraceParent trace) {
        Map<String, String> labels = labels(effect);
        Map<String, String> annotations = Map.of(
                "migrationgate.dev/application", effect.applicationId(),
                "migrationgate.dev/deployment", effect.tenure().deploymentId(),
                "migrationgate.dev/version", effect.version());
        ExecutionTemplate template = ExecutionTemplate.newBuilder()
                .putAllLabels(labels)
                .putAllAnnotations(annotations)
                .setTaskCount(1)
                .setParallelism(1)
                .setTemplate(task(effect, trace))
                .build();
        return CreateJobRequest.newBuilder()
                .setParent(JobNames.parent(
                        effect.cloudProject(), effect.migration().region()))
                .setJobId(JobNames.jobId(
                        effect.tenure().deploymentId(), effect.tenure().attempt()))
                .setJob(Job.newBuilder()
                        .putAllLabels(labels)
                        .putAllAnnotations(annotations)
                        .setStartExecutionToken(JobNames.TOKEN)
                        .setTemplate(template))
                .build();
    }

    /** Full name of the attempt's job. */
    static String job(StartExecution effect) {
        String parent =
                JobNames.parent(effect.cloudProject(), effect.migration().region());
        return JobNames.job(
                parent,
                JobNames.jobId(effect.tenure().deploymentId(), effect.tenure().attempt()));
    }

    /** Digest of all that decides what runs: an attempt that is attached to must have the same. */
    static String digest(StartExecution effect) {
        Migration migration = effect.migration();
        List<Object> parts = new ArrayList<>(List.of(
                effect.tenure().deploymentId(),
                effect.tenure().attempt(),
                effect.cloudProject(),
                migration.region(),
                migration.image(),
                migration.command(),
                migration.args(),
                environment(effect),
                migration.cpu(),
                migration.memory(),
                migration.timeout()));
        // Lengths part the fields, so that no two specs read the same. "v1" is this way of digesting.
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.toString().length()).append(':').append(part));
        return "v1-" + JobNames.sha256(text.toString()).substring(0, 40);
    }

    private static Map<String, String> labels(StartExecution effect) {
        return Map.of(
                DEPLOYMENT_LABEL, label(effect.tenure().deploymentId()),
                ATTEMPT_LABEL, Integer.toString(effect.tenure().attempt()),
                EPOCH_LABEL, Long.toString(effect.tenure().epoch()),
                SPEC_LABEL, digest(effect));
    }

    /** A label's value may hold little; the annotation has the id whole. */
    private static String label(String text) {
        String plain = text.toLowerCase(java.util.Locale.ROOT).replaceAll("[^-_a-z0-9]", "-");
        return plain.substring(0, Math.min(LABEL_LENGTH, plain.length()));
    }

    private static TaskTemplate task(StartExecution effect, TraceParent trace) {
        return TaskTemplate.newBuilder()
                .setMaxRetries(0)
                .setTimeout(Duration.newBuilder()
                        .setSeconds(effect.migration().timeout().toSeconds()))
                .addContainers(container(effect, trace))
                .build();
    }

    private static Container container(StartExecution effect, TraceParent trace) {
        Migration migration = effect.migration();
        ResourceRequirements.Builder resources = ResourceRequirements.newBuilder();
        migration.cpu().ifPresent(cpu -> resources.putLimits("cpu", cpu));
        migration.memory().ifPresent(memory -> resources.putLimits("memory", memory));
        return Container.newBuilder()
                .setImage(migration.image())
                .addAllCommand(migration.command())
                .addAllArgs(migration.args())
                .addAllEnv(told(environment(effect), trace).stream()
                        .map(JobRequest::variable)
                        .toList())
                .setResources(resources)
                .build();
    }

    /** The manifest's variables; the database's connection strings take the place of those with their names. */
    private static List<Migration.Variable> environment(StartExecution effect) {
        List<Migration.Variable> variables = new ArrayList<>(effect.migration().env());
        effect.databaseSecrets().forEach(secret -> {
            variables.removeIf(variable -> variable.name().equals(secret.name()));
            variables.add(secret);
        });
        return variables;
    }

    /**
     * Where its migration's spans belong (https://opentelemetry.io/docs/specs/otel/context/env-carriers/), unless the manifest says. It
     * decides nothing about what runs, so it is not in the digest: an attempt is the same one, whether or not spans are told.
     */
    private static List<Migration.Variable> told(List<Migration.Variable> environment, TraceParent trace) {
        if (environment.stream().anyMatch(variable -> variable.name().equals(TRACEPARENT))) {
            return environment;
        }
        List<Migration.Variable> more = new ArrayList<>(environment);
        more.add(new Migration.Variable(TRACEPARENT, Optional.of(trace.text()), Optional.empty()));
        return more;
    }

    private static EnvVar variable(Migration.Variable variable) {
        EnvVar.Builder built = EnvVar.newBuilder().setName(variable.name());
        variable.value().ifPresent(built::setValue);
        variable.secretVersion().map(JobRequest::secret).ifPresent(built::setValueSource);
        return built.build();
    }

    /** Cloud Run names a secret's version by secret and version apart. */
    private static EnvVarSource secret(String versionName) {
        int versions = versionName.indexOf("/versions/");
        SecretKeySelector.Builder selector = SecretKeySelector.newBuilder();
        if (versions < 0) {
            selector.setSecret(versionName).setVersion("latest");
        } else {
            selector.setSecret(versionName.substring(0, versions)).setVersion(JobNames.lastPart(versionName));
        }
        return EnvVarSource.newBuilder().setSecretKeyRef(selector).build();
    }
}
