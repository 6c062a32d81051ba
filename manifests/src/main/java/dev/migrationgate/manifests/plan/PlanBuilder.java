package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.LaneId;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.plan.DeploymentPlan.DatabaseAccess;
import dev.migrationgate.manifests.plan.DeploymentPlan.MigrationPlan;
import dev.migrationgate.manifests.plan.DeploymentPlan.ServicePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes the plan of one application in one environment, reporting all that stands in its way. */
final class PlanBuilder {
    private static final String CLOUD_RUN = "CLOUD_RUN";

    /** Cloud Run's rule for service ids. Source: Cloud Run Admin API, CreateServiceRequest.service_id. */
    private static final Pattern SERVICE_ID = Pattern.compile("[a-z]([a-z0-9-]{0,47}[a-z0-9])?");

    private final PlanSettings settings;
    private final Catalogue all;
    private final SchemaClaims claims;
    private final KnownNames names;
    private final Function<List<Manifest>, Digest> digests;
    private final Pair pair;
    private final Findings findings;

    PlanBuilder(
            PlanSettings settings,
            Catalogue all,
            SchemaClaims claims,
            KnownNames names,
            Function<List<Manifest>, Digest> digests,
            Pair pair,
            Findings findings) {
        this.settings = settings;
        this.all = all;
        this.claims = claims;
        this.names = names;
        this.digests = digests;
        this.pair = pair;
        this.findings = findings;
    }

    /** The plan; empty where a finding says why there is none. */
    Optional<DeploymentPlan> build() {
        checkApplication();
        var sources = new ArrayList<>(List.of(pair.application(), pair.config()));
        Optional<String> version = pair.configSpec().version();
        var images = new ImageChoice(settings, all, names, pair, findings);
        Optional<String> image = version.flatMap(text -> images.serviceImage(text, sources));
        Optional<DatabaseAccess> database =
                new DatabaseChoice(settings, all, claims, names, pair, findings).access(sources);
        new MigrationCheck(pair, findings).check(sources);
        var environment = new EnvironmentChoice(settings, all, names, pair, findings, sources);
        // Where nobody can tell, it is planned nevertheless, for the findings about its container.
        boolean migrates = pair.applicationSpec().runMigrationJob().orElse(true);
        checkContainers(environment, migrates);
        if (version.isEmpty() || image.isEmpty()) {
            return Optional.empty();
        }
        ServicePlan service = service(version.get(), image.get(), environment);
        Optional<MigrationPlan> migration =
                migrates ? Optional.of(migration(version.get(), image.get(), images, environment)) : Optional.empty();
        LaneId lane = database.map(access -> LaneId.of(access.database())).orElseGet(() -> LaneId.of(pair.id()));
        return Optional.of(new DeploymentPlan(
                pair.id(), lane, version.get(), service, migration, database, digests.apply(sources), ids(sources)));
    }

    private void checkApplication() {
        ApplicationId id = pair.id();
        Spec.Application spec = pair.applicationSpec();
        if (spec.target().filter(target -> !target.equals(CLOUD_RUN)).isPresent()) {
            String message = "only applications with the target CLOUD_RUN can be deployed";
            pair.find(findings, FindingCode.UNSUPPORTED_TARGET, message, "write 'CLOUD_RUN'", "spec", "target");
        }
        if (!SERVICE_ID.matcher(id.name()).matches()) {
            String message = "the name becomes the id of a Cloud Run service";
            String cure = "use 1 to 49 of a-z, 0-9 and '-', beginning with a letter and not ending with '-'";
            pair.find(findings, FindingCode.MALFORMED_IDENTIFIER, message, cure, "metadata", "name");
        }
        Dialects.checkProject(pair.application(), spec, findings);
    }

    /** Also where no plan can be made, so that all is told at once. */
    private void checkContainers(EnvironmentChoice environment, boolean migrates) {
        environment.check("container");
        if (migrates) {
            environment.check("migrationJobContainer");
        }
        new RuntimeChoice(pair, findings).check();
    }

    private ServicePlan service(String version, String image, EnvironmentChoice environment) {
        Spec.DeploymentConfig config = pair.configSpec();
        var runtime = new RuntimeChoice(pair, findings);
        List<EnvironmentVariable> variables = environment.variables(version, config.container());
        return new ServicePlan(
                settings.cloudProjectOf(pair.id()),
                settings.region(),
                pair.id().name(),
                container(image, config.container(), variables),
                runtime.port(),
                runtime.startupProbe(),
                config.minInstances().orElse(0),
                runtime.maxInstances(),
                runtime.readinessDeadlineSeconds(),
                config.smokePath());
    }

    private MigrationPlan migration(String version, String image, ImageChoice images, EnvironmentChoice environment) {
        Optional<Spec.MigrationContainer> migration = pair.configSpec().migration();
        Spec.Container container = migration
                .map(Spec.MigrationContainer::container)
                .orElseGet(() -> new Spec.Container(
                        Optional.empty(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty()));
        String migrationImage = container
                .image()
                .map(override -> images.named(override, version))
                .orElse(image);
        List<EnvironmentVariable> variables = environment.variables(version, container);
        return new MigrationPlan(
                container(migrationImage, container, variables),
                migration.flatMap(Spec.MigrationContainer::timeoutSeconds).orElse(settings.migrationSeconds()),
                migration.map(Spec.MigrationContainer::limits).orElse(Spec.Limits.NONE),
                migration
                        .flatMap(Spec.MigrationContainer::temporaryFailureRetries)
                        .orElse(0),
                migration
                        .flatMap(Spec.MigrationContainer::cancelPolicy)
                        .map(policy -> policy.toLowerCase(Locale.ROOT))
                        .orElse("never"),
                migration.map(Spec.MigrationContainer::supersede).orElse(false),
                migration.map(Spec.MigrationContainer::reversible).orElse(false));
    }

    private static ContainerPlan container(String image, Spec.Container container, List<EnvironmentVariable> env) {
        return new ContainerPlan(
                image, container.command(), container.args(), env, container.cpu(), container.memory());
    }

    private static List<ManifestId> ids(List<Manifest> sources) {
        return sources.stream().map(Manifest::id).toList();
    }
}
