package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.yaml.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a {@code spec} into its type. What has the wrong shape counts as absent. */
final class Specs {
    /** The word of {@code accessControl.database.migrator} that gives job and service one login. */
    static final String SHARED = "shared";

    private static final Fields NO_FIELDS = new Fields(new Node.Mapping(Position.START, Map.of()));

    private Specs() {}

    static Spec read(Optional<Kind> kind, Node.Mapping manifest) {
        Fields spec = new Fields(manifest).struct("spec").orElse(NO_FIELDS);
        return kind.map(known -> read(known, spec)).orElseGet(Spec.Other::new);
    }

    private static Spec read(Kind kind, Fields spec) {
        return switch (kind) {
            case APPLICATION, EXTERNAL_APPLICATION -> application(spec);
            case DATABASE -> database(spec);
            case BUILD_DEFINITION -> buildDefinition(spec);
            case DEPLOYMENT_CONFIG -> deploymentConfig(spec);
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
                    GITHUB_REPOSITORY_TEMPLATE -> new Spec.Other();
        };
    }

    private static Spec application(Fields spec) {
        Fields access = spec.struct("accessControl").orElse(NO_FIELDS);
        var secrets = new LinkedHashMap<String, String>();
        access.entries("secrets")
                .forEach((name, entry) -> Fields.struct(entry.value())
                        .flatMap(secret -> secret.text("envVar"))
                        .ifPresent(variable -> secrets.put(name, variable)));
        return new Spec.Application(
                spec.text("project"),
                spec.text("source"),
                spec.text("buildDefinition"),
                spec.text("container"),
                spec.text("image"),
                spec.text("target"),
                spec.truth("runMigrationJob"),
                access.struct("database").flatMap(Specs::databaseGrant),
                secrets);
    }

    private static Optional<Spec.DatabaseGrant> databaseGrant(Fields grant) {
        return grant.text("name")
                .map(name -> new Spec.DatabaseGrant(
                        name,
                        grant.text("schema"),
                        grant.texts("privileges"),
                        grant.struct("secretSource").flatMap(source -> source.text("envVar")),
                        grant.flag("skipSchemaCreation"),
                        grant.texts("extensions"),
                        grant.text("migrator").filter(SHARED::equalsIgnoreCase).isPresent()));
    }

    private static Spec database(Fields spec) {
        List<String> names = spec.structs("databases").stream()
                .flatMap(database -> database.text("name").stream())
                .toList();
        Fields nested = spec.struct("alloydb").orElse(NO_FIELDS);
        return new Spec.Database(
                names,
                nested.whole("cpuCount").or(() -> spec.whole("cpuCount")),
                nested.whole("clusterSize").or(() -> spec.whole("clusterSize")));
    }

    private static Spec buildDefinition(Fields spec) {
        Fields containerize = spec.struct("containerize").orElse(NO_FIELDS);
        return new Spec.BuildDefinition(spec.text("type"), containerize.text("name"), containerize.texts("registries"));
    }

    private static Spec deploymentConfig(Fields spec) {
        var ports = new LinkedHashMap<Integer, String>();
        spec.entries("ports")
                .forEach((port, entry) -> Fields.port(port)
                        .ifPresent(number ->
                                ports.put(number, Fields.text(entry.value()).orElse(""))));
        Fields scaling = spec.struct("scaling").orElse(NO_FIELDS);
        return new Spec.DeploymentConfig(
                spec.text("version"),
                container(spec.struct("container").orElse(NO_FIELDS)),
                spec.struct("migrationJobContainer").map(Specs::migration),
                ports,
                spec.struct("health")
                        .flatMap(health -> health.struct("startup"))
                        .map(Specs::startup),
                spec.struct("health").flatMap(health -> health.struct("smoke")).flatMap(smoke -> smoke.text("path")),
                scaling.whole("min"),
                scaling.whole("max"));
    }

    private static Spec.MigrationContainer migration(Fields fields) {
        return new Spec.MigrationContainer(
                container(fields),
                fields.whole("timeoutSeconds"),
                new Spec.Limits(
                        fields.whole("waitingLimitSeconds"),
                        fields.whole("startingLimitSeconds"),
                        fields.whole("requestLimitSeconds")),
                fields.whole("temporaryFailureRetries"),
                fields.text("cancelPolicy"),
                fields.flag("supersede"),
                fields.flag("reversible"));
    }

    private static Spec.Container container(Fields fields) {
        Fields resources = fields.struct("resources").orElse(NO_FIELDS);
        List<Map.Entry<String, String>> env = fields.structs("env").stream()
                .flatMap(entry -> entry.text("name").stream()
                        .map(name -> Map.entry(name, entry.text("value").orElse(""))))
                .toList();
        return new Spec.Container(
                fields.text("image"),
                fields.texts("command"),
                fields.texts("args"),
                env,
                resources.text("cpu"),
                resources.text("memory"));
    }

    private static Spec.Startup startup(Fields probe) {
        return new Spec.Startup(
                probe.text("protocol"),
                probe.whole("port"),
                probe.text("path"),
                probe.whole("checkIntervalSec"),
                probe.whole("timeoutSec"),
                probe.whole("unhealthyThreshold"));
    }
}
