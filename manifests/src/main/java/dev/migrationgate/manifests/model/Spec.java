package dev.migrationgate.manifests.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a manifest asks for, for the kinds that take part in a deployment. */
public sealed interface Spec {
    /**
     * An Application or an ExternalApplication.
     *
     * @param project {@code project}
     * @param source {@code source}: the documentation's spelling of {@code buildDefinition}
     * @param buildDefinition {@code buildDefinition}
     * @param container which container of the build to run
     * @param image an ExternalApplication's image
     * @param target compute platform, such as {@code CLOUD_RUN}
     * @param runMigrationJob whether a migration has to succeed before the service is deployed; empty: what is written
     *     is neither true nor false, which has been reported
     * @param database {@code accessControl.database}
     * @param secrets {@code accessControl.secrets}: Secret name to the variable that receives its value
     */
    record Application(
            Optional<String> project,
            Optional<String> source,
            Optional<String> buildDefinition,
            Optional<String> container,
            Optional<String> image,
            Optional<String> target,
            Optional<Boolean> runMigrationJob,
            Optional<DatabaseGrant> database,
            Map<String, String> secrets)
            implements Spec {
        /** Copies the secrets. */
        public Application {
            secrets = Map.copyOf(secrets);
        }
    }

    /**
     * Access to one Database.
     *
     * @param name the Database's name
     * @param schema PostgreSQL schema that the grant applies to
     * @param privileges as written
     * @param envVar variable that receives the connection string
     * @param skipSchemaCreation whether the migration tool creates the schema
     * @param extensions PostgreSQL extensions to enable
     * @param sharedMigrator {@code migrator}: whether job and service connect as one user
     */
    record DatabaseGrant(
            String name,
            Optional<String> schema,
            List<String> privileges,
            Optional<String> envVar,
            boolean skipSchemaCreation,
            List<String> extensions,
            boolean sharedMigrator) {
        /** Copies the lists. */
        public DatabaseGrant {
            privileges = List.copyOf(privileges);
            extensions = List.copyOf(extensions);
        }
    }

    /**
     * A Database; flat and nested sizing come out the same.
     *
     * @param databases names of its logical databases, in order; may be empty
     * @param cpuCount processors of an instance
     * @param clusterSize number of nodes
     */
    record Database(List<String> databases, Optional<Integer> cpuCount, Optional<Integer> clusterSize) implements Spec {
        /** Copies the names. */
        public Database {
            databases = List.copyOf(databases);
        }
    }

    /**
     * A BuildDefinition.
     *
     * @param type main language or toolchain, such as {@code GOLANG}
     * @param imageName {@code containerize.name}; absent: it makes no image
     * @param registries {@code containerize.registries}, names of ArtifactRegistries
     */
    record BuildDefinition(Optional<String> type, Optional<String> imageName, List<String> registries) implements Spec {
        /** Copies the names. */
        public BuildDefinition {
            registries = List.copyOf(registries);
        }
    }

    /**
     * A DeploymentConfig.
     *
     * @param version version to deploy, as written
     * @param container overrides of the service's container
     * @param migration overrides of the migration's container
     * @param ports container port to protocol
     * @param startup startup probe
     * @param smokePath path that is asked once before traffic
     * @param minInstances lowest instance count
     * @param maxInstances highest instance count
     */
    record DeploymentConfig(
            Optional<String> version,
            Container container,
            Optional<MigrationContainer> migration,
            Map<Integer, String> ports,
            Optional<Startup> startup,
            Optional<String> smokePath,
            Optional<Integer> minInstances,
            Optional<Integer> maxInstances)
            implements Spec {
        /** Copies the ports. */
        public DeploymentConfig {
            ports = Map.copyOf(ports);
        }
    }

    /**
     * Overrides of what an image says about how it runs.
     *
     * @param image image reference
     * @param command entrypoint
     * @param args arguments
     * @param env plain variables, in order; a name may come twice here, which a later check reports
     * @param cpu processor limit in Kubernetes' notation
     * @param memory memory limit in Kubernetes' notation
     */
    record Container(
            Optional<String> image,
            List<String> command,
            List<String> args,
            List<Map.Entry<String, String>> env,
            Optional<String> cpu,
            Optional<String> memory) {
        /** Copies the lists. */
        public Container {
            command = List.copyOf(command);
            args = List.copyOf(args);
            env = List.copyOf(env);
        }
    }

    /**
     * How long a deployment with a migration may take; where one is absent, the installation decides.
     *
     * @param waitingSeconds for its turn
     * @param startingSeconds from its turn to a known execution
     * @param requestSeconds altogether, from the request
     */
    record Limits(
            Optional<Integer> waitingSeconds, Optional<Integer> startingSeconds, Optional<Integer> requestSeconds) {
        /** None. */
        public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The container of the migration job.
     *
     * @param container what it runs
     * @param timeoutSeconds time limit of the task
     * @param limits time limits of the deployment
     * @param temporaryFailureRetries how often exit code 75 is tried again
     * @param cancelPolicy what a cancel does to a running migration
     * @param supersede whether it covers the migrations of older requests that wait
     * @param reversible whether its author says that it can be undone; decides nothing
     */
    record MigrationContainer(
            Container container,
            Optional<Integer> timeoutSeconds,
            Limits limits,
            Optional<Integer> temporaryFailureRetries,
            Optional<String> cancelPolicy,
            boolean supersede,
            boolean reversible) {}

    /**
     * {@code health.startup}.
     *
     * @param protocol {@code http} or {@code tcp}
     * @param port port that is probed
     * @param path path of an HTTP probe
     * @param checkIntervalSeconds seconds between probes
     * @param timeoutSeconds seconds that a probe may take
     * @param unhealthyThreshold failed probes after which the revision has failed
     */
    record Startup(
            Optional<String> protocol,
            Optional<Integer> port,
            Optional<String> path,
            Optional<Integer> checkIntervalSeconds,
            Optional<Integer> timeoutSeconds,
            Optional<Integer> unhealthyThreshold) {}

    /** Any other kind: accepted and kept, of no effect on deployments. */
    record Other() implements Spec {}
}
