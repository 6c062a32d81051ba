package dev.migrationgate.manifests.schema;

import dev.migrationgate.manifests.model.Kind;
import java.util.Map;
import java.util.Optional;

/** What kinds and fields are for, as editors show it. Source: the format's reference, sections 1.1 and 2. */
final class Descriptions {
    /** Fields that mean the same wherever they are. */
    static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("accessControl", "Everything that the application may reach; what is not named is denied."),
            Map.entry("args", "Arguments, in place of the image's own."),
            Map.entry("buildDefinition", "The BuildDefinition whose image runs; 'source' is another spelling of it."),
            Map.entry("cancelPolicy", "What a cancel does to a migration that runs."),
            Map.entry("command", "Entrypoint, in place of the image's own."),
            Map.entry("databases", "Logical databases of the instance; the first one is the application's."),
            Map.entry("env", "Plain variables. Secrets belong into the application's accessControl."),
            Map.entry("extensions", "Extensions of PostgreSQL to enable, of those that the installation allows."),
            Map.entry("migrationJobContainer", "How the migration runs; only with the application's runMigrationJob."),
            Map.entry("migrator", "Whether the migration has a login of its own, or that of the service."),
            Map.entry("ports", "Container port to protocol."),
            Map.entry("privileges", "What the application may do in the schema."),
            Map.entry("registries", "ArtifactRegistries that the image is pushed to; the first is deployed from."),
            Map.entry("requestLimitSeconds", "How long the deployment may take altogether."),
            Map.entry("reversible", "Whether its author says that it can be undone; it is told, and decides nothing."),
            Map.entry("runMigrationJob", "Whether a migration has to succeed before the service is deployed."),
            Map.entry("schema", "Schema of PostgreSQL that the application has; without it, public."),
            Map.entry("secrets", "Secrets that the application may read, each in a variable."),
            Map.entry("secretSource", "The variable that receives the connection string."),
            Map.entry("skipSchemaCreation", "Whether the migration tool makes the schema itself."),
            Map.entry("smoke", "A path that is asked once before the service gets traffic."),
            Map.entry("source", "The BuildDefinition or ExternalApplication whose image runs."),
            Map.entry("startingLimitSeconds", "How long a migration whose turn it is may take to start."),
            Map.entry("supersede", "Whether it covers the migrations of older requests that still wait."),
            Map.entry("target", "Compute platform; CLOUD_RUN is the one that is deployed to."),
            Map.entry("temporaryFailureRetries", "How often a migration that ends with exit code 75 is tried again."),
            Map.entry("timeoutSeconds", "How long the migration may run."),
            Map.entry("version", "Version to deploy, which is the image's tag, too."),
            Map.entry("waitingLimitSeconds", "How long a migration may wait for its turn."));

    private Descriptions() {}

    static Optional<String> of(String field) {
        return Optional.ofNullable(FIELDS.get(field));
    }

    static String of(Kind kind) {
        return switch (kind) {
            case ORGANIZATION -> "The root of everything.";
            case ORGANIZATIONAL_UNIT -> "A part of an organization.";
            case ENVIRONMENT -> "For example production.";
            case PROJECT -> "A boundary for isolation, declared once for each environment.";
            case DATABASE -> "A managed PostgreSQL instance.";
            case SECRET -> "That a secret exists; never its value.";
            case DEPLOYMENT_CONFIG -> "Version and runtime settings of the application of its name in one environment.";
            case RELEASE_TRACK -> "The ordered environments that a version passes through.";
            case APPLICATION_SET -> "Applications that are released together.";
            case APPLICATION -> "Software that the platform builds and runs.";
            case EXTERNAL_APPLICATION -> "Software whose image comes from outside.";
            case ARTIFACT_REGISTRY -> "Where images are kept.";
            case GITHUB_CONNECTION -> "Access to GitHub.";
            case GITHUB_REPOSITORY -> "A repository on GitHub.";
            case BUILD_DEFINITION -> "How source becomes an image.";
            case KUBERNETES -> "A cluster.";
            case ORGANIZATION_USER -> "A person.";
            case ORGANIZATION_USER_GROUP -> "A group of people.";
            case GITHUB_REPOSITORY_TEMPLATE -> "Initial content of a repository.";
        };
    }
}
