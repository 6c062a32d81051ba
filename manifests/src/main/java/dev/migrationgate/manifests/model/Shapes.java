package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.model.Shape.Anything;
import dev.migrationgate.manifests.model.Shape.Flag;
import dev.migrationgate.manifests.model.Shape.Keys;
import dev.migrationgate.manifests.model.Shape.ListOf;
import dev.migrationgate.manifests.model.Shape.MapOf;
import dev.migrationgate.manifests.model.Shape.OneOf;
import dev.migrationgate.manifests.model.Shape.Struct;
import dev.migrationgate.manifests.model.Shape.Text;
import dev.migrationgate.manifests.model.Shape.Whole;
import java.util.List;
import java.util.Optional;

/**
 * The shape of each kind's {@code spec}.
 *
 * <p>Source: the format's reference, section 2. Fields that it does not have but that we need are marked "ours".
 */
public final class Shapes {
    private static final Shape TEXT = new Text(Format.ANY);
    private static final Shape NAME = new Text(Format.NAME);
    private static final Shape IDENTIFIER = new Text(Format.IDENTIFIER);
    private static final Shape VARIABLE = new Text(Format.VARIABLE);
    private static final Shape FLAG = new Flag();
    private static final Shape COUNT = new Whole(0, 1_000_000);
    private static final Shape POSITIVE = new Whole(1, 1_000_000);
    private static final Shape PORT = new Whole(1, 65_535);
    private static final Shape ANYTHING = new Anything();
    private static final Struct EMPTY = Struct.EMPTY;

    /** Cloud Run's longest task time-out: 7 days. Source: Cloud Run quotas, "Maximum task timeout". */
    private static final int MAX_TASK_SECONDS = 7 * 24 * 3600;

    /** A year: whoever waits longer has been forgotten. */
    private static final int MAX_LIMIT_SECONDS = 365 * 24 * 3600;

    private static final Struct CONTAINER = EMPTY.with("image", new Text(Format.IMAGE))
            .with("command", new ListOf(TEXT))
            .with("args", new ListOf(TEXT))
            .with(
                    "env",
                    new ListOf(EMPTY.with("name", VARIABLE).with("value", TEXT).require("name", "value")))
            // Ours: the reference only says that resource limits can be overridden.
            .with("resources", EMPTY.with("cpu", new Text(Format.QUANTITY)).with("memory", new Text(Format.QUANTITY)));

    /** Time limits, retries, cancelling, superseding and being reversible are ours: none were seen. */
    private static final Struct MIGRATION_CONTAINER = CONTAINER
            .with("timeoutSeconds", new Whole(1, MAX_TASK_SECONDS))
            .with("waitingLimitSeconds", new Whole(1, MAX_LIMIT_SECONDS))
            .with("startingLimitSeconds", new Whole(1, MAX_LIMIT_SECONDS))
            .with("requestLimitSeconds", new Whole(1, MAX_LIMIT_SECONDS))
            .with("temporaryFailureRetries", new Whole(0, 10))
            .with("cancelPolicy", new OneOf(List.of("never", "graceful", "force")))
            .with("supersede", FLAG)
            .with("reversible", FLAG);

    /** Those that the migration runner can grant; it refuses any other, after the request was accepted. */
    private static final Shape PRIVILEGE = new OneOf(List.of(
            "USAGE", "CREATE", "SELECT", "INSERT", "UPDATE", "DELETE", "REFERENCES", "TRIGGER", "EXECUTE", "ALL"));

    private static final Struct DATABASE_GRANT = EMPTY.with("name", NAME)
            .with("schema", IDENTIFIER)
            .with("privileges", new ListOf(PRIVILEGE))
            .with("secretSource", EMPTY.with("envVar", VARIABLE))
            .with("skipSchemaCreation", FLAG)
            .with("extensions", new ListOf(new Text(Format.EXTENSION)))
            // Ours: whether the job has a login of its own was not seen.
            .with("migrator", new OneOf(List.of("separate", Specs.SHARED)))
            .require("name");

    private static final Struct ACCESS = EMPTY.with("database", DATABASE_GRANT)
            .with(
                    "secrets",
                    new MapOf(Keys.NAMES, EMPTY.with("envVar", VARIABLE).require("envVar")))
            .with("pubsub", EMPTY.with("publishTo", new ListOf(TEXT)).with("subscribeTo", new ListOf(TEXT)));

    private static final Struct APPLICATION = EMPTY.with("description", TEXT)
            .with("target", TEXT)
            .with("meshStrategy", new OneOf(List.of("SIDECAR", "PROXYLESS", "DISABLED")))
            .with("source", NAME)
            .with("buildDefinition", NAME)
            .with("container", NAME)
            .with("project", NAME)
            .with("runMigrationJob", FLAG)
            .with("accessControl", ACCESS);

    /** The field for the image is ours: its real name was not seen. */
    private static final Struct EXTERNAL_APPLICATION = APPLICATION.with("image", new Text(Format.IMAGE));

    private static final Struct PROBE = EMPTY.with("protocol", TEXT)
            .with("port", PORT)
            .with("path", TEXT)
            .with("checkIntervalSec", POSITIVE)
            .with("timeoutSec", POSITIVE)
            .with("healthyThreshold", POSITIVE)
            .with("unhealthyThreshold", POSITIVE);

    private static final Struct DEPLOYMENT_CONFIG = EMPTY.with("description", TEXT)
            .with("version", new Text(Format.VERSION))
            .with("migrationJobContainer", MIGRATION_CONTAINER)
            .with("container", CONTAINER)
            .with("deleteBeforeCreate", FLAG)
            .with("stateful", FLAG)
            .with("ports", new MapOf(Keys.PORTS, TEXT))
            // Other probes exist; what they are called was not seen.
            .with(
                    "health",
                    EMPTY.with("startup", PROBE)
                            .with("liveness", ANYTHING)
                            .with("readiness", ANYTHING)
                            .with(
                                    "smoke",
                                    EMPTY.with("path", new Text(Format.URL_PATH))
                                            .require("path")))
            .with("scaling", EMPTY.with("min", COUNT).with("max", POSITIVE))
            .with("volumeMounts", ANYTHING)
            .with("bucketMounts", ANYTHING)
            .with("eventArcNotifications", ANYTHING)
            .require("version");

    private static final Struct SIZE = EMPTY.with("cpuCount", POSITIVE)
            .with("clusterSize", POSITIVE)
            .with("backupConfig", EMPTY.with("enabled", FLAG).with("quantityBasedRetention", POSITIVE));

    private static final Struct DATABASE = EMPTY.with("description", TEXT)
            .with(SIZE)
            .with("alloydb", SIZE)
            .with("databases", new ListOf(EMPTY.with("name", IDENTIFIER).require("name"), Optional.of("name")));

    private static final Struct BUILD_DEFINITION = EMPTY.with("description", TEXT)
            .with("type", TEXT)
            .with("workDir", TEXT)
            .with("private", FLAG)
            .with("stages", new ListOf(TEXT))
            .with("golang", EMPTY.with("target", TEXT).with("buildType", TEXT))
            .with(
                    "containerize",
                    EMPTY.with("name", NAME)
                            .with("registries", new ListOf(NAME))
                            .with("platforms", new ListOf(TEXT))
                            .require("name", "registries"))
            .with("publish", EMPTY.with("registry", NAME));

    private Shapes() {}

    /** The shape of the kind's {@code spec}; empty where anything goes. */
    public static Optional<Struct> of(Kind kind) {
        return switch (kind) {
            case APPLICATION -> Optional.of(APPLICATION);
            case EXTERNAL_APPLICATION -> Optional.of(EXTERNAL_APPLICATION);
            case DEPLOYMENT_CONFIG -> Optional.of(DEPLOYMENT_CONFIG);
            case DATABASE -> Optional.of(DATABASE);
            case BUILD_DEFINITION -> Optional.of(BUILD_DEFINITION);
            case SECRET,
                    ORGANIZATION,
                    ORGANIZATIONAL_UNIT,
                    ENVIRONMENT,
                    PROJECT,
                    RELEASE_TRACK,
                    APPLICATION_SET,
                    ARTIFACT_REGISTRY,
                    GITHUB_CONNECTION,
                    GITHUB_REPOSITORY,
                    KUBERNETES,
                    ORGANIZATION_USER,
                    ORGANIZATION_USER_GROUP,
                    GITHUB_REPOSITORY_TEMPLATE -> SurroundingShapes.of(kind);
        };
    }
}
