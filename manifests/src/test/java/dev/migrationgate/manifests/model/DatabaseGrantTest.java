package dev.migrationgate.manifests.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.yaml.CanonicalJson;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseGrantTest {
    private static final String APPLICATION = """
            apiVersion: lowops.manifests.v1
            kind: Application
            metadata: {name: api, project: shop, environment: production, organizational-unit: retail, organization: acme}
            spec:
              accessControl:
                database:
                  name: orders
            """;

    @Test
    void aMistypedPrivilegeIsAnErrorThatNamesWhatWasMeantAndWhatThereIs() {
        assertThat(read("      privileges: [USAGE, CRATE]\n")).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.VALUE_NOT_ALLOWED);
            assertThat(finding.isError()).isTrue();
            assertThat(finding.position()).isEqualTo(new Position(8, 27));
            assertThat(finding.path()).isEqualTo("spec.accessControl.database.privileges[1]");
            assertThat(finding.message())
                    .isEqualTo("'CRATE' is not one of USAGE, CREATE, SELECT, INSERT, UPDATE, DELETE, REFERENCES, "
                            + "TRIGGER, EXECUTE, ALL");
            assertThat(finding.cure()).contains("did you mean 'CREATE'?");
        });
    }

    @Test
    void everyPrivilegeThatTheRunnerGrantsIsAllowedInEitherCase() {
        List<String> words = List.of(
                "USAGE", "create", "Select", "INSERT", "update", "DELETE", "references", "TRIGGER", "Execute", "all");

        assertThat(read("      privileges: " + words + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ALL PRIVILEGES", "TRUNCATE", " CREATE", "CREATE\n", "", "USAGE, CREATE", "USAGE; DROP", "uſage"
            })
    void whatTheRunnerWouldRefuseIsNotAllowed(String privilege) {
        assertThat(read("      privileges: [" + CanonicalJson.quoted(privilege) + "]\n"))
                .extracting(Finding::code)
                .containsExactly(FindingCode.VALUE_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"separate", "shared", "Shared", "SEPARATE"})
    void theMigratorIsSeparateOrSharedInEitherCase(String word) {
        assertThat(read("      migrator: " + word + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shred", "''", "true", "both", "ſhared", "[shared]"})
    void anotherMigratorIsAnErrorWhereItStands(String written) {
        assertThat(read("      schema: public\n      migrator: " + written + "\n"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isError()).isTrue();
                    assertThat(finding.path()).isEqualTo("spec.accessControl.database.migrator");
                    assertThat(finding.position()).isEqualTo(new Position(9, 17));
                });
    }

    @Test
    void aMistypedMigratorNamesWhatWasMeant() {
        assertThat(read("      migrator: shred\n")).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo("'shred' is not one of separate, shared");
            assertThat(finding.cure()).contains("did you mean 'shared'?");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_catalog", "pg_mine", "postgres", "template0", "template1", "information_schema"})
    void aSchemaOfPostgresItselfIsNoneOfOurs(String schema) {
        assertThat(read("      schema: " + schema + "\n")).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.MALFORMED_IDENTIFIER);
            assertThat(finding.position()).isEqualTo(new Position(8, 15));
        });
    }

    @Test
    void aReservedWordIsNoNameOfASchemaAndTheFindingSaysWhatWouldBeOne() {
        assertThat(read("      schema: user\n")).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.MALFORMED_IDENTIFIER);
            assertThat(finding.position()).isEqualTo(new Position(8, 15));
            assertThat(finding.path()).isEqualTo("spec.accessControl.database.schema");
            assertThat(finding.message()).isEqualTo("'user' is a reserved word of PostgreSQL");
            assertThat(finding.cure()).contains("choose another name, such as 'app_user'");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "name", "users", "app_user", "pgmine", "postgres2", "template"})
    void aNameThatOnlyBeginsLikeOneOfPostgresIsFree(String schema) {
        assertThat(read("      schema: " + schema + "\n")).isEmpty();
    }

    @Test
    void privilegesThatAreNoTextAreOneErrorEach() {
        assertThat(read("      privileges: [true, 1, {USAGE: true}, [ALL]]\n"))
                .extracting(Finding::path, Finding::code)
                .containsExactly(
                        Tuple.tuple("spec.accessControl.database.privileges[0]", FindingCode.VALUE_NOT_ALLOWED),
                        Tuple.tuple("spec.accessControl.database.privileges[1]", FindingCode.VALUE_NOT_ALLOWED),
                        Tuple.tuple("spec.accessControl.database.privileges[2]", FindingCode.WRONG_TYPE),
                        Tuple.tuple("spec.accessControl.database.privileges[3]", FindingCode.WRONG_TYPE));
    }

    @Test
    void anOverlongPrivilegeIsNotRepeatedWhole() {
        assertThat(read("      privileges: [" + "X".repeat(10_000) + "]\n"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).hasSizeLessThan(250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgcrypto", "uuid-ossp", "pg_trgm", "_own", "a", "x2"})
    void namesThatExtensionsCanHaveAreTaken(String name) {
        assertThat(read("      extensions: [" + name + "]\n")).isEmpty();
    }

    @Test
    void theNameOfAnExtensionHasAtMost63Bytes() {
        assertThat(read("      extensions: [" + "x".repeat(63) + "]\n")).isEmpty();
        assertThat(read("      extensions: [" + "x".repeat(64) + "]\n"))
                .extracting(Finding::code)
                .containsExactly(FindingCode.MALFORMED_IDENTIFIER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "uuid--ossp",
                "uuid-",
                "-ossp",
                "1st",
                "PgCrypto",
                "é",
                "pgcrypto\n",
                "a/b",
                "../a",
                "a\u0000",
                "a\"; DROP DATABASE x; --",
                "x23456789x23456789x23456789x23456789x23456789x23456789x234567890"
            })
    void namesThatNoExtensionCanHaveAreErrors(String name) {
        assertThat(read("      extensions: [pgcrypto, " + CanonicalJson.quoted(name) + "]\n"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.MALFORMED_IDENTIFIER);
                    assertThat(finding.isError()).isTrue();
                    assertThat(finding.path()).isEqualTo("spec.accessControl.database.extensions[1]");
                    assertThat(finding.position()).isEqualTo(new Position(8, 30));
                });
    }

    private static List<Finding> read(String more) {
        return new ManifestReader().read("test.yaml", APPLICATION + more).findings();
    }
}
