package dev.migrationgate.deployer.cloudrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.Service;
import dev.migrationgate.deployer.rollout.ContainerPlan;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Deployments;
import dev.migrationgate.deployer.rollout.EnvironmentValue;
import dev.migrationgate.deployer.rollout.ServicePlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceTemplateTest {
    private final Deployment one = Deployments.applied(1);
    private final Service first = ServiceTemplate.first(one, Deployments.START);

    @Test
    void theContainerIsAsRequested() {
        Container container = first.getTemplate().getContainers(0);

        assertThat(container.getImage()).isEqualTo(Deployments.IMAGE);
        assertThat(container.getCommandList()).containsExactly("/app/serve");
        assertThat(container.getArgsList()).containsExactly("--quiet");
        assertThat(container.getPorts(0).getContainerPort()).isEqualTo(8080);
        assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/health");
        assertThat(container.getStartupProbe().getFailureThreshold()).isEqualTo(30);
        assertThat(container.getResources().getLimitsMap())
                .containsEntry("cpu", "1")
                .containsEntry("memory", "512Mi");
        assertThat(container.getResources().getCpuIdle()).isTrue();
        assertThat(first.getTemplate().getScaling().getMaxInstanceCount()).isEqualTo(4);
    }

    @Test
    void theEnvironmentHasPlainValuesPinnedSecretsAndThePlatformsOwn() {
        List<EnvVar> env = first.getTemplate().getContainers(0).getEnvList();

        assertThat(env)
                .extracting(EnvVar::getName)
                .containsExactly("MODE", "DATABASE_URL", "GOOGLE_CLOUD_PROJECT", "INFRASTREAM_APP_VERSION");
        var secret = env.get(1).getValueSource().getSecretKeyRef();
        assertThat(secret.getSecret()).isEqualTo("projects/payment-gateway-production/secrets/payments-db-runtime");
        assertThat(secret.getVersion()).isEqualTo("3");
        assertThat(env.get(3).getValue()).isEqualTo("1.0.1");
    }

    @Test
    void whatTheRequestSetsIsNotOverwrittenAndThePortIsNeverSet() {
        Deployment deployment = withEnvironment(
                new EnvironmentValue.Plain("PORT", "1"), new EnvironmentValue.Plain("INFRASTREAM_APP_VERSION", "mine"));

        assertThat(ContainerTemplate.of(deployment).getEnvList())
                .extracting(EnvVar::getName, EnvVar::getValue)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("INFRASTREAM_APP_VERSION", "mine"),
                        org.assertj.core.groups.Tuple.tuple("GOOGLE_CLOUD_PROJECT", "payment-gateway-production"));
    }

    @Test
    void theDigestTellsWhatRunsAndNothingElse() {
        assertThat(ServiceTemplate.digest(one))
                .hasSize(40)
                .isEqualTo(ServiceTemplate.digest(Deployments.applied(1)))
                .isNotEqualTo(ServiceTemplate.digest(withEnvironment(new EnvironmentValue.Plain("MODE", "test"))));
    }

    @Test
    void whatTheDeploymentSaysNothingAboutStays() {
        Service.Builder read = first.toBuilder().setDescription("by hand");
        read.getTemplateBuilder().setServiceAccount("runtime@example.iam.gserviceaccount.com");
        read.putLabels("team", "payments");

        Service next = ServiceTemplate.next(read.build(), Deployments.applied(2), Deployments.START);

        assertThat(next.getDescription()).isEqualTo("by hand");
        assertThat(next.getTemplate().getServiceAccount()).isEqualTo("runtime@example.iam.gserviceaccount.com");
        assertThat(next.getLabelsMap()).containsEntry("team", "payments");
        assertThat(next.getTemplate().getContainersCount()).isEqualTo(1);
    }

    private Deployment withEnvironment(EnvironmentValue... env) {
        ServicePlan plan = one.service();
        ContainerPlan old = plan.container();
        ContainerPlan container =
                new ContainerPlan(old.image(), old.command(), old.args(), List.of(env), old.cpu(), old.memory());
        ServicePlan service = new ServicePlan(
                plan.project(),
                plan.region(),
                plan.service(),
                container,
                plan.port(),
                plan.startup(),
                plan.minInstances(),
                plan.maxInstances(),
                plan.readinessLimit(),
                Optional.empty());
        return new Deployment(
                one.deploymentId(),
                one.applicationId(),
                one.version(),
                one.requestedAt(),
                one.decidedAt(),
                one.outcome(),
                one.evidence(),
                one.migrationImage(),
                service,
                "Z2F0ZQ==",
                Optional.empty());
    }
}
