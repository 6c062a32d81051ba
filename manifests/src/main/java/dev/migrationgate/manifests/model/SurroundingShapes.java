package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.model.Shape.Anything;
import dev.migrationgate.manifests.model.Shape.Flag;
import dev.migrationgate.manifests.model.Shape.ListOf;
import dev.migrationgate.manifests.model.Shape.OneOf;
import dev.migrationgate.manifests.model.Shape.Struct;
import dev.migrationgate.manifests.model.Shape.Text;
import dev.migrationgate.manifests.model.Shape.Whole;
import java.util.List;
import java.util.Optional;

/**
 * The shape of the {@code spec} of the kinds that surround a deployment: whose it is, and the path that it takes.
 *
 * <p>Source: the format's reference, sections 2.6 to 2.12. A field whose type was not seen takes anything: nothing that
 * the platform accepts may be refused here on account of a kind that no deployment depends on.
 */
final class SurroundingShapes {
    private static final Shape TEXT = new Text(Format.ANY);
    private static final Shape NAME = new Text(Format.NAME);
    private static final Shape FLAG = new Flag();
    private static final Shape ANYTHING = new Anything();
    private static final Struct EMPTY = Struct.EMPTY;
    private static final Struct DESCRIBED = EMPTY.with("description", TEXT);
    private static final Struct DISPLAYED = DESCRIBED.with("displayName", TEXT);

    /** {@code DetailedAccessPermissions}. Source: the format's reference, section 1.2. */
    private static final Struct PRINCIPALS =
            EMPTY.with("groups", new ListOf(TEXT)).with("members", new ListOf(TEXT));

    private static final Struct PERMISSIONS = EMPTY.with("administrators", PRINCIPALS)
            .with("contributors", PRINCIPALS)
            .with("viewers", PRINCIPALS);

    private static final Struct ORGANIZATION = DESCRIBED
            .with("defaultRegion", TEXT)
            .with("domain", EMPTY.with("external", ANYTHING).with("internal", ANYTHING))
            .with("gcp", ANYTHING)
            .with("github", EMPTY.with("organization", TEXT))
            .with("permissions", PERMISSIONS)
            .with("workforceFederation", EMPTY.with("infrastreamManaged", ANYTHING));

    private static final Struct ORGANIZATIONAL_UNIT = DISPLAYED
            .with("hibernation", ANYTHING)
            .with("permissions", PERMISSIONS)
            .with("network", ANYTHING);

    /** Sampling is a number with a fraction. Region, maintenance and hibernation exist; their paths were not seen. */
    private static final Struct ENVIRONMENT = DISPLAYED
            .with("network", EMPTY.with("logs", EMPTY.with("interval", TEXT).with("sampling", ANYTHING)))
            .with("region", ANYTHING)
            .with("maintenance", ANYTHING)
            .with("hibernation", ANYTHING);

    private static final Struct PROJECT = DISPLAYED
            .with("allowedEgress", new ListOf(TEXT))
            .with("maintenance", EMPTY.with("start", TEXT).with("end", TEXT))
            .with("defaultUrlRedirect", TEXT);

    /** Further ways to combine policies exist; what is in them was not seen. */
    private static final Struct APPROVAL = EMPTY.with(
                    "anyOf",
                    EMPTY.with("minApprovals", new Whole(0, 1_000))
                            .with("policies", new ListOf(EMPTY.with("stakeholder", EMPTY.with("groupEmail", TEXT)))))
            .with("allOf", ANYTHING);

    private static final Shape STAGES = new ListOf(EMPTY.with("environments", new ListOf(NAME))
            .with("approvalPolicy", APPROVAL)
            .require("environments"));

    private static final Struct RELEASE_TRACK = DESCRIBED
            .with("preReleaseStages", STAGES)
            .with("releaseStages", STAGES)
            .with("hotfixStages", STAGES);

    private static final Struct ARTIFACT_REGISTRY = DESCRIBED
            .with("enabled", FLAG)
            .with("public", FLAG)
            .with("type", TEXT)
            .with("permissions", PERMISSIONS.with("readers", PRINCIPALS).with("writers", PRINCIPALS));

    private static final Struct GITHUB_CONNECTION = DESCRIBED
            .with("owner", TEXT)
            .with("authenticationMethod", TEXT)
            .with("administrators", new ListOf(ANYTHING));

    private static final Struct GITHUB_REPOSITORY = DESCRIBED
            .with("name", TEXT)
            .with("public", FLAG)
            .with("ignorePrefix", FLAG)
            .with("template", NAME)
            .with("strategy", new OneOf(List.of("GIT_FLOW", "GITHUB_FLOW", "TRUNK_BASED")))
            .with("codeOwners", new ListOf(EMPTY.with("path", TEXT).with("owners", new ListOf(TEXT))))
            .with(
                    "configuration",
                    EMPTY.with("wiki", FLAG)
                            .with("projects", FLAG)
                            .with("issues", FLAG)
                            .with("downloads", FLAG))
            .with("permissions", PERMISSIONS);

    private static final Struct SECRET = DESCRIBED.with("permissions", PERMISSIONS);

    private SurroundingShapes() {}

    /** The shape of the kind's {@code spec}; empty where no field of it was seen. */
    static Optional<Struct> of(Kind kind) {
        return switch (kind) {
            case SECRET -> Optional.of(SECRET);
            case ORGANIZATION -> Optional.of(ORGANIZATION);
            case ORGANIZATIONAL_UNIT -> Optional.of(ORGANIZATIONAL_UNIT);
            case ENVIRONMENT -> Optional.of(ENVIRONMENT);
            case PROJECT -> Optional.of(PROJECT);
            case RELEASE_TRACK -> Optional.of(RELEASE_TRACK);
            case APPLICATION_SET -> Optional.of(DESCRIBED);
            case ARTIFACT_REGISTRY -> Optional.of(ARTIFACT_REGISTRY);
            case GITHUB_CONNECTION -> Optional.of(GITHUB_CONNECTION);
            case GITHUB_REPOSITORY -> Optional.of(GITHUB_REPOSITORY);
            case APPLICATION,
                    EXTERNAL_APPLICATION,
                    DEPLOYMENT_CONFIG,
                    DATABASE,
                    BUILD_DEFINITION,
                    KUBERNETES,
                    ORGANIZATION_USER,
                    ORGANIZATION_USER_GROUP,
                    GITHUB_REPOSITORY_TEMPLATE -> Optional.empty();
        };
    }
}
