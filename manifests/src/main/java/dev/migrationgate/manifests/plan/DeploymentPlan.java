package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.LaneId;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Spec;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All that the manifests say about deploying one application to one environment, whichever dialect they are in.
 *
 * @param application what is deployed, and where
 * @param lane the lane that its migration waits in
 * @param version version as the manifest writes it
 * @param service the service to deploy
 * @param migration the migration to run first; absent: none wanted
 * @param database database access; absent: none declared
 * @param manifestDigest digest over the canonical form of the manifests it came from
 * @param manifests those manifests
 */
public record DeploymentPlan(
        ApplicationId application,
        LaneId lane,
        String version,
        ServicePlan service,
        Optional<MigrationPlan> migration,
        Optional<DatabaseAccess> database,
        Digest manifestDigest,
        List<ManifestId> manifests) {
    /** Copies the list. */
    public DeploymentPlan {
        manifests = List.copyOf(manifests);
    }

    /** Whether both deploy the same, whichever manifests say so, and in what words. */
    public boolean deploysTheSameAs(DeploymentPlan other) {
        return equals(new DeploymentPlan(
                other.application,
                other.lane,
                other.version,
                other.service,
                other.migration,
                other.database,
                manifestDigest,
                manifests));
    }

    /**
     * The same with other images.
     *
     * @param images for an image of this plan the one to take its place
     */
    public DeploymentPlan withImages(UnaryOperator<String> images) {
        return withImages(
                images.apply(service.container().image()),
                migration.map(each -> images.apply(each.container().image())));
    }

    /**
     * The same with other images.
     *
     * @param forMigration empty: the migration, if there is one, keeps its own
     */
    public DeploymentPlan withImages(String forService, Optional<String> forMigration) {
        return new DeploymentPlan(
                application,
                lane,
                version,
                service.withImage(forService),
                migration.map(each -> forMigration.map(each::withImage).orElse(each)),
                database,
                manifestDigest,
                manifests);
    }

    /** Its images: the service's, and the migration's if there is one. */
    public Stream<String> images() {
        return Stream.concat(
                Stream.of(service.container().image()),
                migration.stream().map(each -> each.container().image()));
    }

    /**
     * A Cloud Run service.
     *
     * @param cloudProject Google Cloud project id
     * @param region Google Cloud region
     * @param service Cloud Run service id
     * @param container its container
     * @param port port that the container listens on
     * @param startupProbe startup probe; absent: Cloud Run's own
     * @param minInstances lowest instance count
     * @param maxInstances highest instance count; absent: Cloud Run's own
     * @param readinessDeadlineSeconds seconds that a new revision has to become ready
     * @param smokePath path that a ready revision must answer with 2xx before it gets traffic; absent: none is asked
     */
    public record ServicePlan(
            String cloudProject,
            String region,
            String service,
            ContainerPlan container,
            int port,
            Optional<StartupProbe> startupProbe,
            int minInstances,
            Optional<Integer> maxInstances,
            int readinessDeadlineSeconds,
            Optional<String> smokePath) {
        private ServicePlan withImage(String image) {
            return new ServicePlan(
                    cloudProject,
                    region,
                    service,
                    container.withImage(image),
                    port,
                    startupProbe,
                    minInstances,
                    maxInstances,
                    readinessDeadlineSeconds,
                    smokePath);
        }
    }

    /**
     * A startup probe.
     *
     * @param protocol {@code http} or {@code tcp}
     * @param path HTTP path; absent for tcp
     * @param port port that is probed
     * @param periodSeconds seconds between probes
     * @param timeoutSeconds seconds that one probe may take
     * @param failureThreshold failed probes after which the revision has failed
     */
    public record StartupProbe(
            String protocol,
            Optional<String> path,
            int port,
            int periodSeconds,
            int timeoutSeconds,
            int failureThreshold) {}

    /**
     * The migration job.
     *
     * @param container its container
     * @param timeoutSeconds task time-out
     * @param limits the deployment's time limits
     * @param temporaryFailureRetries how often exit code 75 is tried again
     * @param cancelPolicy what a cancel does while it runs: {@code never}, {@code graceful} or {@code force}
     * @param supersede whether it covers the migrations of older requests that wait
     * @param reversible whether its author says that it can be undone; decides nothing
     */
    public record MigrationPlan(
            ContainerPlan container,
            int timeoutSeconds,
            Spec.Limits limits,
            int temporaryFailureRetries,
            String cancelPolicy,
            boolean supersede,
            boolean reversible) {
        private MigrationPlan withImage(String image) {
            return new MigrationPlan(
                    container.withImage(image),
                    timeoutSeconds,
                    limits,
                    temporaryFailureRetries,
                    cancelPolicy,
                    supersede,
                    reversible);
        }
    }

    /**
     * Access to a database.
     *
     * @param database the Database manifest
     * @param databaseName logical PostgreSQL database
     * @param otherDatabases further logical databases of the same manifest, which are made as well
     * @param schema PostgreSQL schema
     * @param privileges declared privileges, in upper case
     * @param extensions extensions to enable
     * @param skipSchemaCreation whether the migration tool creates the schema
     * @param secretEnvVar variable that receives the connection string
     * @param sharedMigrator whether job and service connect as one user, who owns what it creates
     */
    public record DatabaseAccess(
            ManifestId database,
            String databaseName,
            List<String> otherDatabases,
            String schema,
            List<String> privileges,
            List<String> extensions,
            boolean skipSchemaCreation,
            String secretEnvVar,
            boolean sharedMigrator) {
        /** Copies the lists. */
        public DatabaseAccess {
            otherDatabases = List.copyOf(otherDatabases);
            privileges = List.copyOf(privileges);
            extensions = List.copyOf(extensions);
        }
    }
}
