package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.ContainerPort;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.EnvVarSource;
import com.google.cloud.run.v2.HTTPGetAction;
import com.google.cloud.run.v2.Probe;
import com.google.cloud.run.v2.ResourceRequirements;
import com.google.cloud.run.v2.SecretKeySelector;
import com.google.cloud.run.v2.TCPSocketAction;
import dev.migrationgate.deployer.rollout.ContainerPlan;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.EnvironmentValue;
import dev.migrationgate.deployer.rollout.ServicePlan;
import dev.migrationgate.deployer.rollout.StartupCheck;
import java.util.ArrayList;
import java.util.List;

/** A deployment's container, in Cloud Run's words. */
final class ContainerTemplate {
    /** Cloud Run sets it from the container's port, and refuses a revision that sets it. */
    private static final String RESERVED = "PORT";

    private ContainerTemplate() {}

    static Container of(Deployment deployment) {
        ServicePlan service = deployment.service();
        ContainerPlan plan = service.container();
        Container.Builder container = Container.newBuilder()
                .setImage(plan.image())
                .addAllCommand(plan.command())
                .addAllArgs(plan.args())
                .addAllEnv(environment(deployment))
                .addPorts(ContainerPort.newBuilder().setContainerPort(service.port()));
        service.startup().map(ContainerTemplate::probe).ifPresent(container::setStartupProbe);
        if (plan.cpu().isPresent() || plan.memory().isPresent()) {
            container.setResources(limits(plan));
        }
        return container.build();
    }

    /** The request's variables, then the platform's where the request does not set them. */
    private static List<EnvVar> environment(Deployment deployment) {
        List<EnvironmentValue> wanted = deployment.service().container().env();
        List<EnvironmentValue> all = new ArrayList<>(wanted);
        List<EnvironmentValue> platform = List.of(
                new EnvironmentValue.Plain(
                        "GOOGLE_CLOUD_PROJECT", deployment.service().project()),
                new EnvironmentValue.Plain("INFRASTREAM_APP_VERSION", deployment.version()));
        platform.stream()
                .filter(added -> wanted.stream().noneMatch(set -> set.name().equals(added.name())))
                .forEach(all::add);
        return all.stream()
                .filter(variable -> !variable.name().equals(RESERVED))
                .map(ContainerTemplate::variable)
                .toList();
    }

    private static EnvVar variable(EnvironmentValue value) {
        EnvVar.Builder variable = EnvVar.newBuilder().setName(value.name());
        return switch (value) {
            case EnvironmentValue.Plain plain ->
                variable.setValue(plain.value()).build();
            case EnvironmentValue.Secret secret ->
                variable.setValueSource(EnvVarSource.newBuilder()
                                .setSecretKeyRef(SecretKeySelector.newBuilder()
                                        .setSecret(secret.secret())
                                        .setVersion(secret.version())))
                        .build();
        };
    }

    /**
     * Once limits are set, Cloud Run would also keep the CPU between requests, at a price, unless told otherwise:
     * {@code cpu_idle} in https://cloud.google.com/run/docs/reference/rpc/google.cloud.run.v2#resourcerequirements.
     */
    private static ResourceRequirements limits(ContainerPlan plan) {
        ResourceRequirements.Builder resources =
                ResourceRequirements.newBuilder().setCpuIdle(true);
        plan.cpu().ifPresent(cpu -> resources.putLimits("cpu", cpu));
        plan.memory().ifPresent(memory -> resources.putLimits("memory", memory));
        return resources.build();
    }

    private static Probe probe(StartupCheck check) {
        Probe.Builder probe = Probe.newBuilder()
                .setPeriodSeconds(check.periodSeconds())
                .setTimeoutSeconds(check.timeoutSeconds())
                .setFailureThreshold(check.failureThreshold());
        check.httpPath()
                .ifPresentOrElse(
                        path -> probe.setHttpGet(
                                HTTPGetAction.newBuilder().setPath(path).setPort(check.port())),
                        () -> probe.setTcpSocket(TCPSocketAction.newBuilder().setPort(check.port())));
        return probe.build();
    }
}
