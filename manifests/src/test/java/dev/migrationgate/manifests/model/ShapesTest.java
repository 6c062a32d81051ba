package dev.migrationgate.manifests.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every field of the format's reference is known, wherever it stands; any other is not. */
class ShapesTest {
    private static final Map<Kind, String> SPECS = Map.ofEntries(
            Map.entry(Kind.ORGANIZATION, """
                    description: a
                    defaultRegion: europe-west1
                    domain: {external: acme.example, internal: acme.internal}
                    gcp: {folder: '1'}
                    github: {organization: acme}
                    permissions: {administrators: {groups: [a], members: [b]}, contributors: {groups: [a]}, viewers: {}}
                    workforceFederation: {infrastreamManaged: true}
                    """),
            Map.entry(Kind.ORGANIZATIONAL_UNIT, """
                    displayName: a
                    description: a
                    hibernation: {enabled: true}
                    permissions: {viewers: {groups: [a]}}
                    network: {logs: {interval: INTERVAL_5_MIN}}
                    """),
            Map.entry(Kind.ENVIRONMENT, """
                    displayName: a
                    description: a
                    network: {logs: {interval: INTERVAL_5_MIN, sampling: 1.0}}
                    """),
            Map.entry(Kind.PROJECT, """
                    displayName: a
                    description: a
                    allowedEgress: [api.carrier.example]
                    maintenance: {start: 2026-01-01T00:00:00Z, end: 2026-01-01T02:00:00Z}
                    defaultUrlRedirect: https://acme.example
                    """),
            Map.entry(Kind.DATABASE, """
                    description: a
                    cpuCount: 2
                    clusterSize: 1
                    backupConfig: {enabled: true}
                    alloydb: {cpuCount: 2, clusterSize: 1, backupConfig: {enabled: true, quantityBasedRetention: 7}}
                    databases: [{name: orders}]
                    """),
            Map.entry(Kind.SECRET, "{description: a, permissions: {viewers: {members: [b]}}}"),
            Map.entry(Kind.DEPLOYMENT_CONFIG, """
                    description: a
                    version: '1.4.0'
                    migrationJobContainer: {env: [{name: MIGRATION_LOCK_TIMEOUT, value: 30s}]}
                    container: {env: [{name: LOG_LEVEL, value: info}]}
                    deleteBeforeCreate: false
                    stateful: false
                    ports: {8080: http}
                    health:
                      startup: {protocol: http, port: 8080, path: /healthz, checkIntervalSec: 5, timeoutSec: 5,
                        healthyThreshold: 1, unhealthyThreshold: 30}
                    scaling: {min: 1}
                    volumeMounts: {data: {path: /data}}
                    bucketMounts: {files: {bucket: files}}
                    eventArcNotifications: {created: topic}
                    """),
            Map.entry(Kind.RELEASE_TRACK, """
                    description: a
                    preReleaseStages: [{environments: [development]}]
                    releaseStages:
                      - environments: [production]
                        approvalPolicy:
                          anyOf: {minApprovals: 1, policies: [{stakeholder: {groupEmail: release-managers}}]}
                    hotfixStages: [{environments: [production], approvalPolicy: {allOf: [{anyOf: {minApprovals: 1}}]}}]
                    """),
            Map.entry(Kind.APPLICATION_SET, "{description: a}"),
            Map.entry(Kind.APPLICATION, """
                    description: a
                    project: shop
                    source: orders-api
                    buildDefinition: orders-api
                    container: orders-api
                    target: CLOUD_RUN
                    meshStrategy: SIDECAR
                    runMigrationJob: true
                    accessControl:
                      database: {name: orders-db, schema: public, privileges: [USAGE, CREATE], skipSchemaCreation: true,
                        extensions: [pgcrypto, uuid-ossp], secretSource: {envVar: DATABASE_URL}}
                      secrets: {carrier-api-key: {envVar: CARRIER_API_KEY}}
                      pubsub: {publishTo: [placed], subscribeTo: [paid]}
                    """),
            Map.entry(
                    Kind.EXTERNAL_APPLICATION,
                    "{description: a, target: CLOUD_RUN, meshStrategy: DISABLED, image: a/b}"),
            Map.entry(Kind.ARTIFACT_REGISTRY, """
                    description: a
                    enabled: true
                    public: false
                    type: DOCKER
                    permissions: {readers: {groups: [a]}, writers: {members: [b]}}
                    """),
            Map.entry(Kind.GITHUB_CONNECTION, """
                    description: a
                    owner: acme
                    authenticationMethod: GITHUB_APP
                    administrators: [a]
                    """),
            Map.entry(Kind.GITHUB_REPOSITORY, """
                    name: orders-api
                    description: a
                    public: false
                    ignorePrefix: true
                    template: service
                    strategy: TRUNK_BASED
                    codeOwners: [{path: /src, owners: [a]}]
                    configuration: {wiki: false, projects: false, issues: true, downloads: false}
                    permissions: {contributors: {groups: [a]}}
                    """),
            Map.entry(Kind.BUILD_DEFINITION, """
                    description: a
                    type: GOLANG
                    workDir: cmd
                    private: true
                    stages: [analysis, test, build, publish, containerize]
                    golang: {target: main.go, buildType: bin}
                    containerize: {name: orders-api, registries: [docker], platforms: [linux/amd64]}
                    publish: {registry: go}
                    """),
            Map.entry(Kind.KUBERNETES, "{anything: {goes: [here]}}"),
            Map.entry(Kind.ORGANIZATION_USER, "{anything: goes}"),
            Map.entry(Kind.ORGANIZATION_USER_GROUP, "{anything: goes}"),
            Map.entry(Kind.GITHUB_REPOSITORY_TEMPLATE, "{anything: goes}"));

    @ParameterizedTest
    @EnumSource
    void everyFieldOfTheReferenceIsKnown(Kind kind) {
        assertThat(findings(kind, SPECS.get(kind))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"KUBERNETES", "ORGANIZATION_USER", "ORGANIZATION_USER_GROUP", "GITHUB_REPOSITORY_TEMPLATE"},
            mode = EnumSource.Mode.EXCLUDE)
    void anUnknownFieldOfAnyKindWarnsAndNamesWhatWasMeant(Kind kind) {
        String spec = kind == Kind.DEPLOYMENT_CONFIG ? "{version: '1', descripton: a}" : "{descripton: a}";

        assertThat(findings(kind, spec)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.UNKNOWN_FIELD);
            assertThat(finding.path()).isEqualTo("spec.descripton");
            assertThat(finding.cure()).contains("did you mean 'description'?");
        });
    }

    @Test
    void aFieldInSnakeCaseIsAnErrorOnlyWhereItIsAFieldInCamelCase() {
        assertThat(findings(Kind.PROJECT, "{billing_account: a, display_name: a}"))
                .extracting(Finding::code, Finding::path)
                .containsExactly(
                        Tuple.tuple(FindingCode.UNKNOWN_FIELD, "spec.billing_account"),
                        Tuple.tuple(FindingCode.SNAKE_CASE, "spec.display_name"));
    }

    @Test
    void fieldsAreCheckedWithinListsAndMappingsOfOtherKindsToo() {
        String spec = "{releaseStages: [{environment: [production]}]}";

        assertThat(findings(Kind.RELEASE_TRACK, spec))
                .extracting(Finding::code, Finding::path)
                .containsExactlyInAnyOrder(
                        Tuple.tuple(FindingCode.UNKNOWN_FIELD, "spec.releaseStages[0].environment"),
                        Tuple.tuple(FindingCode.MISSING_FIELD, "spec.releaseStages[0].environments"));
        assertThat(findings(Kind.GITHUB_REPOSITORY, "{strategy: TRUNK_BASE}"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.cure()).contains("did you mean 'TRUNK_BASED'?"));
    }

    @ParameterizedTest
    @EnumSource
    void computedIsAnErrorInTheManifestInItsSpecAndInItsMetadata(Kind kind) {
        String manifest = manifest(kind, SPECS.get(kind));

        assertThat(codes(manifest + "computed: {host: a}\n")).containsExactly(FindingCode.COMPUTED_WRITTEN);
        assertThat(codes(manifest.replace("metadata: {", "metadata: {computed: {host: a}, ")))
                .containsExactly(FindingCode.COMPUTED_WRITTEN);
        assertThat(codes(manifest(
                        kind,
                        SPECS.get(kind).startsWith("{")
                                ? SPECS.get(kind).replaceFirst("\\{", "{computed: {host: a}, ")
                                : SPECS.get(kind) + "computed: {host: a}\n")))
                .containsExactly(FindingCode.COMPUTED_WRITTEN);
    }

    @Test
    void computedIsAnErrorFurtherInsideButMayBeAName() {
        assertThat(findings(Kind.DATABASE, "{alloydb: {computed: {host: a}}}"))
                .extracting(Finding::code, Finding::path)
                .containsExactly(Tuple.tuple(FindingCode.COMPUTED_WRITTEN, "spec.alloydb.computed"));
        assertThat(findings(Kind.APPLICATION, "{accessControl: {secrets: {computed: {envVar: A}}}}"))
                .isEmpty();
    }

    private static List<Finding> findings(Kind kind, String spec) {
        return new ManifestReader().read("test.yaml", manifest(kind, spec)).findings();
    }

    private static List<FindingCode> codes(String manifest) {
        return new ManifestReader()
                .read("test.yaml", manifest).findings().stream()
                        .map(Finding::code)
                        .toList();
    }

    private static String manifest(Kind kind, String spec) {
        var metadata = new TreeMap<>(Map.of("name", "a"));
        kind.paths().stream().findFirst().ifPresent(keys -> keys.forEach(key -> metadata.put(key, "a")));
        return "apiVersion: lowops.manifests.v1\nkind: " + kind.text() + "\nmetadata: "
                + metadata.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "{", "}"))
                + "\nspec:\n" + spec.indent(2);
    }
}
