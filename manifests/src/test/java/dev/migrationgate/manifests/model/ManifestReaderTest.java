package dev.migrationgate.manifests.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
    private static final String SECRET = """
            apiVersion: lowops.manifests.v1
            kind: Secret
            metadata: {name: key, project: shop, environment: production, organizational-unit: retail, organization: acme}
            spec:
              description: Key for the parcel carrier
            """;
    private static final String CONFIG = """
            apiVersion: lowops.manifests.v1
            kind: DeploymentConfig
            metadata: {name: api, project: shop, environment: production, organizational-unit: retail, organization: acme}
            spec:
            """;

    @Test
    void aGoodManifestHasNoFindings() {
        Reading reading = read(SECRET);

        assertThat(reading.findings()).isEmpty();
        assertThat(reading.manifests()).singleElement().satisfies(manifest -> {
            assertThat(manifest.id()).hasToString("Secret/acme/retail/production/shop/key");
            assertThat(manifest.kind()).contains(Kind.SECRET);
        });
    }

    @Test
    void equalManifestsHaveOneCanonicalFormWhateverTheirSpelling() {
        Manifest yaml = read(SECRET).manifests().getFirst();
        Manifest json = read(yaml.canonical()).manifests().getFirst();

        assertThat(json.canonical()).isEqualTo(yaml.canonical());
        assertThat(json.digest()).isEqualTo(yaml.digest());
        assertThat(json.id()).isEqualTo(yaml.id());
    }

    @Test
    void aJsonListOfManifestsIsReadLikeDocuments() {
        String json = read(SECRET).manifests().getFirst().canonical();

        assertThat(read("[" + json + "," + json + "]").manifests()).hasSize(2);
    }

    @Test
    void anUnknownFieldWarnsAndNamesWhatWasMeant() {
        assertThat(read(CONFIG + "  version: '1'\n  scalling: {min: 1}\n").findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.UNKNOWN_FIELD);
                    assertThat(finding.isError()).isFalse();
                    assertThat(finding.position()).isEqualTo(new Position(6, 3));
                    assertThat(finding.path()).isEqualTo("spec.scalling");
                    assertThat(finding.cure()).contains("did you mean 'scaling'?");
                });
    }

    @Test
    void snakeCaseIsAnErrorWithItsCure() {
        assertThat(read(CONFIG + "  version: '1'\n  migration_job_container: {}\n")
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.SNAKE_CASE);
                    assertThat(finding.isError()).isTrue();
                    assertThat(finding.cure()).contains("write 'migrationJobContainer'");
                });
    }

    @Test
    void aWrittenComputedBlockIsAnError() {
        assertThat(codes(SECRET + "computed: {host: db}\n")).containsExactly(FindingCode.COMPUTED_WRITTEN);
        assertThat(codes(SECRET + "  computed: {host: db}\n")).contains(FindingCode.COMPUTED_WRITTEN);
    }

    @Test
    void everyFieldIsCheckedForItsType() {
        String spec = """
                  version: 1.10
                  ports: {http: 8080, 70000: http}
                  scaling: {min: -1, max: many}
                  container: {env: [{name: 9X, value: a}, {name: A}], command: run}
                  health: {startup: {port: "8080"}}
                """;

        assertThat(read(CONFIG + spec).findings())
                .extracting(Finding::path, Finding::code)
                .containsExactlyInAnyOrder(
                        tuple("spec.version", FindingCode.UNQUOTED_TEXT),
                        tuple("spec.ports.http", FindingCode.VALUE_NOT_ALLOWED),
                        tuple("spec.ports.http", FindingCode.UNQUOTED_TEXT),
                        tuple("spec.ports.70000", FindingCode.VALUE_NOT_ALLOWED),
                        tuple("spec.scaling.min", FindingCode.VALUE_NOT_ALLOWED),
                        tuple("spec.scaling.max", FindingCode.WRONG_TYPE),
                        tuple("spec.container.env[0].name", FindingCode.MALFORMED_IDENTIFIER),
                        tuple("spec.container.env[1].value", FindingCode.MISSING_FIELD),
                        tuple("spec.container.command", FindingCode.WRONG_TYPE),
                        tuple("spec.health.startup.port", FindingCode.WRONG_TYPE));
    }

    @Test
    void aVersionWithoutQuotesKeepsItsZero() {
        var spec = (Spec.DeploymentConfig)
                read(CONFIG + "  version: 1.10\n").manifests().getFirst().spec();

        assertThat(spec.version()).contains("1.10");
    }

    @Test
    void theKeysOfTheMetadataAreThoseOfTheKind() {
        String text = SECRET.replace("project: shop, ", "").replace("organizational-unit", "organizational_unit");

        assertThat(read(text).findings())
                .extracting(Finding::path, Finding::code)
                .containsExactlyInAnyOrder(
                        tuple("metadata.organizational_unit", FindingCode.METADATA_PATH),
                        tuple("metadata.organizational-unit", FindingCode.METADATA_PATH),
                        tuple("metadata.project", FindingCode.METADATA_PATH));
    }

    @Test
    void namesCannotReachOutOfTheirPlace() {
        assertThat(codes(SECRET.replace("name: key", "name: ../key"))).containsExactly(FindingCode.MALFORMED_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OrganizationUser", "OrganizationUserGroup", "Mailbox"})
    void whatHasAPathThatWeDoNotKnowMayBeCalledByAnAddress(String kind) {
        String text = "apiVersion: lowops.manifests.v1\nkind: " + kind
                + "\nmetadata: {name: jane.doe+on-call@acme.example, organization: acme}\nspec: {}\n";

        assertThat(read(text).hasErrors()).isFalse();
        assertThat(read(text).manifests())
                .singleElement()
                .satisfies(manifest -> assertThat(ManifestId.parse(manifest.id().toString()))
                        .isEqualTo(manifest.id())
                        .hasToString(kind + "/acme/jane.doe+on-call@acme.example"));
        assertThat(codes(text.replace("jane.doe+", "jane/"))).contains(FindingCode.MALFORMED_NAME);
        assertThat(codes(text.replace("on-call@acme", "on-call=acme"))).contains(FindingCode.MALFORMED_NAME);
    }

    @Test
    void noOtherNameMayHoldWhatOnlyAnAddressHolds() {
        assertThat(codes(SECRET.replace("name: key", "name: a@b"))).containsExactly(FindingCode.MALFORMED_NAME);
        assertThat(codes(SECRET.replace("project: shop", "project: a+b"))).containsExactly(FindingCode.MALFORMED_NAME);
    }

    @Test
    void anUnknownKindIsKeptAndAMisspeltOneIsAnError() {
        Reading unknown = read(SECRET.replace("kind: Secret", "kind: PubSubTopic"));

        assertThat(unknown.findings()).extracting(Finding::code).containsExactly(FindingCode.UNKNOWN_KIND);
        assertThat(unknown.hasErrors()).isFalse();
        assertThat(unknown.manifests()).hasSize(1);
        assertThat(read(SECRET.replace("kind: Secret", "kind: Secrets")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.cure()).contains("did you mean 'Secret'?"));
    }

    @Test
    void allThatIsMissingIsNamedAtOnce() {
        assertThat(read("foo: 1\n").findings())
                .filteredOn(Finding::isError)
                .extracting(Finding::path)
                .containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
        assertThat(codes("")).containsExactly(FindingCode.NOTHING);
        assertThat(codes("# nothing\n---\n")).containsExactly(FindingCode.NOTHING);
        assertThat(codes("just text\n")).containsExactly(FindingCode.NOT_A_MANIFEST);
    }

    @ParameterizedTest
    @CsvSource({
        "apiVersion,[]",
        "apiVersion,{}",
        "apiVersion,[lowops.manifests.v1]",
        "kind,[]",
        "kind,{}",
        "kind,[Secret]",
        "metadata,[]",
        "metadata,name",
        "spec,[]",
        "spec,text"
    })
    void whateverAllManifestsHaveIsCheckedForItsType(String field, String value) {
        String text = SECRET.replaceFirst("(?m)^" + field + ":.*(\\n .*)*", field + ": " + value);

        assertThat(read(text).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.WRONG_TYPE);
            assertThat(finding.path()).isEqualTo(field);
            assertThat(finding.column()).isEqualTo(field.length() + 3);
        });
    }

    @Test
    void findingsAreBoundedHoweverMuchIsWrong() {
        assertThat(read("- 1\n".repeat(10_000)).findings()).hasSize(500).allMatch(Finding::isError);
    }

    @Property(tries = 1_000)
    void arbitraryTextNeverThrows(@ForAll String text) {
        read(text);
        read(CONFIG + "  version: " + text);
        read(SECRET.replace("key", text));
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private static List<FindingCode> codes(String text) {
        return read(text).findings().stream().map(Finding::code).toList();
    }

    private static Reading read(String text) {
        return new ManifestReader().read("test.yaml", text);
    }
}
