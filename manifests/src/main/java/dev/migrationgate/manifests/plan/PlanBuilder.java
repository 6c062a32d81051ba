package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.LaneId;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.plan.DeploymentPlan.DatabaseAccess;
import dev.migrationgate.manifests.plan.DeploymentPlan.MigrationPlan;
import dev.migrationgate.manifests.plan.DeploymentPlan.ServicePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the plan of one application in one environment, reporting all that stands in its way. */
final class PlanBuilder {
    private static final String CLOUD_RUN = "CLOUD_RUN";

    /** Cloud Run's rule for service ids. Source: Cloud Run Admin API, CreateServiceRequest.service_id. */
    private static final Pattern SERVICE_ID = Pattern.compile("[a-z]([a-z0-9-]{0,47}[a-z0-9])?");

    private final PlanSettings settings;
    private final Catalogue all;
    private final SchemaClaims claims;
    private final Pair pair;
    private final Findings findings;

    PlanBuilder(PlanSettings settings, Catalogue all, SchemaClaims claims, Pair pair, Findings findings) {
        this.settings = settings;
        this.all = all;
        this.claims = claims;
        this.pair = pair;
        this.findings = findings;
    }

    /** The plan; empty where a finding says why there is none. */
    Optional<DeploymentPlan> build() {
        checkApplication();
        var sources = new ArrayList<>(List.of(pair.application(), pair.config()));
        Optional<String> version = pair.configSpec().version();
        Optional<String> image =
                version.flatMap(text -> new ImageChoice(settings, all, pair, findings).serviceImage(text, sources));
        Optional<DatabaseAccess> database = new DatabaseChoice(settings, all, claims, pair, findings).access(sources);
        checkMigration(database);
        if (version.isEmpty() || image.isEmpty()) {
            return Optional.empty();
        }
        var environment = new EnvironmentChoice(settings, all, pair, findings, sources);
        ServicePlan service = service(version.get(), image.get(), environment);
        // Where nobody can tell, it is planned nevertheless, for the findings about its container.
        Optional<MigrationPlan> migration =
                pair.applicationSpec().runMigrationJob().orElse(true)
                        ? Optional.of(migration(version.get(), image.get(), environment))
                        : Optional.empty();
        LaneId lane = database.map(access -> LaneId.of(access.database())).orElseGet(() -> LaneId.of(pair.id()));
        return Optional.of(new DeploymentPlan(
                pair.id(), lane, version.get(), service, migration, database, digest(sources), ids(sources)));
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
        checkService();
        Optional<String> inPath = pair.application().id().ancestor("project");
        if (inPath.isPresent() && spec.project().isPresent() && !inPath.equals(spec.project())) {
            String message = "spec.project and metadata.project name different projects";
            pair.find(findings, FindingCode.CONFLICTING_DIALECTS, message, "make them equal", "spec", "project");
        }
    }

    /** A warning, as the other may have been moved here and never been removed there; the deployer sees whose the service is. */
    private void checkService() {
        String project = settings.cloudProjectOf(pair.id());
        all.named(Kind.DEPLOYMENT_CONFIG, pair.id().name()).stream()
                .filter(config -> Planner.isComplete(config)
                        && !config.id().equals(pair.config().id()))
                .filter(config -> settings.cloudProjectOf(new Pair(pair.application(), config).id())
                        .equals(project))
                .filter(config -> !Places.applicationsOf(config, all).isEmpty())
                .findFirst()
                .ifPresent(other -> {
                    String message = "%s comes to the same service in the Google Cloud project '%s'"
                            .formatted(other.id(), project);
                    String cure = "give one of the two another name, or its project another Google Cloud project";
                    String[] path = {"metadata", "name"};
                    Pair.find(pair.config(), findings, FindingCode.SERVICE_CLAIMED_TWICE, message, cure, path);
                });
    }

    /** From a value that is neither true nor false nothing follows. */
    private void checkMigration(Optional<DatabaseAccess> database) {
        Optional<Spec.Container> container = pair.configSpec().migration().map(Spec.MigrationContainer::container);
        pair.applicationSpec().runMigrationJob().ifPresent(wanted -> {
            if (wanted) {
                checkWanted(database, container);
            } else if (container.isPresent()) {
                String message = "the application does not set runMigrationJob, so this has no effect";
                String cure = "set runMigrationJob: true, or remove this";
                String[] path = {"spec", "migrationJobContainer"};
                Pair.find(pair.config(), findings, FindingCode.MIGRATION_NOT_ENABLED, message, cure, path);
            }
        });
    }

    private void checkWanted(Optional<DatabaseAccess> database, Optional<Spec.Container> container) {
        if (database.isEmpty() && pair.applicationSpec().database().isEmpty()) {
            String message = "runMigrationJob needs accessControl.database: there is nothing to migrate";
            String cure = "name the Database in spec.accessControl.database.name";
            pair.find(findings, FindingCode.MIGRATION_WITHOUT_DATABASE, message, cure, "spec", "runMigrationJob");
        }
        if (container.filter(PlanBuilder::differsFromService).isEmpty()) {
            String message = "the migration job runs the service's image with the service's entrypoint";
            String cure = "name an image, command or args in the DeploymentConfig's migrationJobContainer";
            pair.find(findings, FindingCode.MIGRATION_SAME_AS_SERVICE, message, cure, "spec", "runMigrationJob");
        }
    }

    private static boolean differsFromService(Spec.Container container) {
        boolean sameEntrypoint =
                container.command().isEmpty() && container.args().isEmpty();
        return container.image().isPresent() || !sameEntrypoint;
    }

    private ServicePlan service(String version, String image, EnvironmentChoice environment) {
        Spec.DeploymentConfig config = pair.configSpec();
        var runtime = new RuntimeChoice(pair, findings);
        List<EnvironmentVariable> variables = environment.variables(version, config.container(), "container");
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

    private MigrationPlan migration(String version, String image, EnvironmentChoice environment) {
        Optional<Spec.MigrationContainer> migration = pair.configSpec().migration();
        Spec.Container container = migration
                .map(Spec.MigrationContainer::container)
                .orElseGet(() -> new Spec.Container(
                        Optional.empty(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty()));
        String migrationImage = container
                .image()
                .map(override -> ImageChoice.tagged(override, version))
                .orElse(image);
        List<EnvironmentVariable> variables = environment.variables(version, container, "migrationJobContainer");
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
                migration.map(Spec.MigrationContainer::supersede).orElse(false));
    }

    private static ContainerPlan container(String image, Spec.Container container, List<EnvironmentVariable> env) {
        return new ContainerPlan(
                image, container.command(), container.args(), env, container.cpu(), container.memory());
    }

    private static Digest digest(List<Manifest> sources) {
        return Digest.of(sources.stream()
                .sorted(Comparator.comparing(manifest -> manifest.id().toString()))
                .map(Manifest::canonical)
                .collect(Collectors.joining("\n")));
    }

    private static List<ManifestId> ids(List<Manifest> sources) {
        return sources.stream().map(Manifest::id).toList();
    }
}
