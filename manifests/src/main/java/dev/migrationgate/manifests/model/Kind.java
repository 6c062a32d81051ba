package dev.migrationgate.manifests.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kinds whose metadata path is known. Others are accepted and kept with whatever path they have.
 *
 * <p>Source: the format's reference, section 1.1.
 */
public enum Kind {
    /** The root of everything. */
    ORGANIZATION("Organization", Set.of()),
    /** A part of an organization. */
    ORGANIZATIONAL_UNIT("OrganizationalUnit", Set.of("organization")),
    /** For example production. */
    ENVIRONMENT("Environment", Path.UNIT),
    /** Boundary for isolation; declared once per environment. */
    PROJECT("Project", Path.ENVIRONMENT),
    /** A managed PostgreSQL instance. */
    DATABASE("Database", Path.PROJECT),
    /** That a secret exists; never its value. */
    SECRET("Secret", Path.PROJECT),
    /** Runtime settings of one application in one environment. */
    DEPLOYMENT_CONFIG("DeploymentConfig", Path.PROJECT),
    /** The ordered environments that a version passes through. */
    RELEASE_TRACK("ReleaseTrack", Path.UNIT),
    /** Applications that are released together. */
    APPLICATION_SET("ApplicationSet", Set.of("release-track", "organizational-unit", "organization")),
    /** Software that the platform builds and runs; two dialects of its path. */
    APPLICATION("Application", Path.SET, Path.PROJECT),
    /** Software whose image comes from outside. */
    EXTERNAL_APPLICATION("ExternalApplication", Path.SET, Path.PROJECT),
    /** Where images are kept. */
    ARTIFACT_REGISTRY("ArtifactRegistry", Set.of("organization")),
    /** Access to GitHub. */
    GITHUB_CONNECTION("GithubConnection", Set.of("organization")),
    /** A repository on GitHub. */
    GITHUB_REPOSITORY("GithubRepository", Set.of("github-connection", "organization")),
    /** How source becomes an image. */
    BUILD_DEFINITION("BuildDefinition", Set.of("github-repository", "github-connection", "organization")),
    /** A cluster; its path was not seen. */
    KUBERNETES("Kubernetes"),
    /** A person; the path was not seen. */
    ORGANIZATION_USER("OrganizationUser"),
    /** A group of people; the path was not seen. */
    ORGANIZATION_USER_GROUP("OrganizationUserGroup"),
    /** Initial content of a repository; the path was not seen. */
    GITHUB_REPOSITORY_TEMPLATE("GithubRepositoryTemplate");

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of and Set.of, which do not change.
    private final List<Set<String>> paths;

    Kind(String text) {
        this(text, List.of());
    }

    Kind(String text, Set<String> path) {
        this(text, List.of(path));
    }

    Kind(String text, Set<String> path, Set<String> otherDialect) {
        this(text, List.of(path, otherDialect));
    }

    Kind(String text, List<Set<String>> paths) {
        this.text = text;
        this.paths = paths;
    }

    /** The kind that manifests call {@code text}. */
    public static Optional<Kind> of(String text) {
        return Optional.ofNullable(Texts.KINDS.get(text));
    }

    /** What manifests write as {@code kind}. */
    public String text() {
        return text;
    }

    /** The sets of metadata keys beside {@code name} that identify it, one for each dialect; empty: not known. */
    public List<Set<String>> paths() {
        return paths;
    }

    /** Whether it is an Application or an ExternalApplication. */
    public boolean isDeployable() {
        return this == APPLICATION || this == EXTERNAL_APPLICATION;
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(Kind::text).toList();
    }

    /** Made when it is first asked for, which is when all kinds are there. */
    private static final class Texts {
        static final Map<String, Kind> KINDS =
                Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Kind::text, kind -> kind));
    }

    /** Paths that several kinds share. */
    private static final class Path {
        static final Set<String> UNIT = Set.of("organizational-unit", "organization");
        static final Set<String> ENVIRONMENT = Set.of("environment", "organizational-unit", "organization");
        static final Set<String> PROJECT = Set.of("project", "environment", "organizational-unit", "organization");
        static final Set<String> SET =
                Set.of("application-set", "release-track", "organizational-unit", "organization");
    }
}
