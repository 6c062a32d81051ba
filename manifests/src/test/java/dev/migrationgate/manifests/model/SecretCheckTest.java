package dev.migrationgate.manifests.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCheckTest {
    private static final String TOKEN = "gh" + "p_" + "aB3dE5gH7jK9mN2pQ4sT6vW8yZaB3dE5gH7jK9";
    private static final String GOOGLE_KEY = "AI" + "za" + "aB3dE5gH7jK9mN2pQ4sT6vW8yZaB3dE5gH7";
    private static final String CONFIG = """
            apiVersion: lowops.manifests.v1
            kind: DeploymentConfig
            metadata: {name: api, project: shop, environment: production, organizational-unit: retail, organization: acme}
            spec:
              version: '1'
              container:
                env: [{name: LOG_LEVEL, value: info}]
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: DeploymentConfig",
                "lowops.manifests.v1",
                "name: api",
                "project: shop",
                "environment:",
                "spec:",
                "version: '1'",
                "container:",
                "LOG_LEVEL",
                "info"
            })
    void aTokenIsFoundAndNeverShownWhereverItStands(String place) {
        String text = CONFIG.replace(place, place.replaceFirst("[A-Za-z0-9.]+(?=\\W*$)", TOKEN));

        Reading reading = read(text);

        assertThat(codes(reading)).contains(FindingCode.SECRET_WRITTEN);
        assertThat(reading.findings().toString()).doesNotContain(TOKEN.substring(4));
    }

    @Test
    void itIsFoundAtItsPositionInFieldsAndKindsThatWeDoNotKnow() {
        String text = CONFIG.replace("kind: DeploymentConfig", "kind: Mailer")
                .replaceFirst("(?s)spec:.*", "spec:\n  accounts:\n    - user: shop\n      key: " + TOKEN + "\n");

        assertThat(read(text).findings())
                .filteredOn(finding -> finding.code() == FindingCode.SECRET_WRITTEN)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isError()).isTrue();
                    assertThat(finding.position()).isEqualTo(new Position(7, 12));
                    assertThat(finding.path()).isEqualTo("spec.accounts[0].key");
                    assertThat(finding.message()).contains("a GitHub token");
                    assertThat(finding.cure())
                            .hasValueSatisfying(cure -> assertThat(cure)
                                    .contains("declare a Secret")
                                    .contains("accessControl.secrets"));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD,correct-horse",
        "DBPASSWORD,correct-horse",
        "MYSQL_ROOT_PASSWD,correct-horse",
        "SESSION_SECRET,0f1e2d3c4b5a",
        "secret_key_base,0f1e2d3c4b5a",
        "AUTH_TOKEN,0f1e2d3c4b5a",
        "MAPS_API_KEY,0f1e2d3c4b5a",
        "APIKEY,0f1e2d3c4b5a",
        "JWT_PRIVATE_KEY,0f1e2d3c4b5a",
        "AWS_SECRET_ACCESS_KEY,0f1e2d3c4b5a",
        "SMTP_CREDENTIALS,user:correct-horse",
        "DB_PASS,correct-horse",
        "db_pwd,correct-horse",
        "FLASK_SESSION_KEY,0f1e2d3c4b5a",
        "WEBHOOK_SECRET,/R7pqa0s+1cW9=="
    })
    void aPlainVariableThatIsASecretByItsNameIsAWarning(String name, String value) {
        Reading reading = read(CONFIG.replace("LOG_LEVEL", name).replace("info", value));

        assertThat(reading.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.SECRET_SUSPECTED);
            assertThat(finding.isError()).isFalse();
            assertThat(finding.path()).isEqualTo("spec.container.env[0].value");
            assertThat(finding.line()).isEqualTo(7);
            assertThat(finding.toString()).doesNotContain(value);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD,''",
        "DB_PASSWORD,short",
        "DB_PASSWORD,${DB_PASSWORD}",
        "DB_PASSWORD,$(DB_PASSWORD)",
        "DB_PASSWORD,<set-by-hand>",
        "DB_PASSWORD,**********",
        "DB_PASSWORD,projects/acme/secrets/db/versions/latest",
        "DB_PASSWORD,/run/secrets/password",
        "DB_PASSWORD_FILE,etc-password-file",
        "GOOGLE_APPLICATION_CREDENTIALS,/etc/google/key.json",
        "TOKEN_URL,https://login.example.com/token",
        "AUTH_TOKEN_ISSUER,login.example.com",
        "TOKEN_ENDPOINT,https://login.example.com/token",
        "TOKEN_TTL_SECONDS,123456789",
        "MAX_TOKENS,100000000",
        "SECRET_NAME,carrier-key-production",
        "TOKENIZER,wordpiece-large",
        "PWD,working-directory",
        "COMPASS,north-by-northwest",
        "PROXY_PASS_HEADERS,X-Forwarded-For",
        "TOKEN_ENDPOINT_AUTH,client_secret_basic",
        "OAUTH_TOKEN_HOSTNAME,login.example.com",
        "PASSWORD_RESET_EMAIL_SUBJECT,Your new password",
        "CSRF_TOKEN_COOKIE,shop-csrf-token",
        "SECRETS_BACKEND,google-secret-manager",
        "DATABASE_CREDENTIALS_SECRET,orders-database",
        "ACCESS_TOKEN_LIFESPAN,10 minutes",
        "TOKEN_SOURCE,metadata-server",
        "PASSWORD_SALT,0f1e2d3c4b5a",
        "SECRETARY,Mrs. Moneypenny",
        "KEYBOARD,qwerty-international",
        "PARTITION_KEY,customer-number",
        "MONKEY,chimpanzee"
    })
    void whatIsNoSecretDoesNotWarn(String name, String value) {
        assertThat(read(CONFIG.replace("LOG_LEVEL", name).replace("info", "'" + value + "'"))
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NEXT_PUBLIC_FIREBASE_API_KEY", "VITE_MAPS_KEY", "REACT_APP_FIREBASE_KEY", "VITE_GOOGLE_TOKEN"})
    void theKeyOfAWebApplicationIsAWarningInAVariableThatIsPublished(String name) {
        Reading reading = read(CONFIG.replace("LOG_LEVEL", name).replace("info", GOOGLE_KEY));

        assertThat(reading.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.SECRET_SUSPECTED);
            assertThat(finding.path()).isEqualTo("spec.container.env[0].value");
            assertThat(finding.toString()).doesNotContain(GOOGLE_KEY.substring(4));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--password=correct-horse", "-token=0f1e2d3c4b5a", "--spring.datasource.password=correct-horse"})
    void anOptionOfACommandThatIsASecretByItsNameIsAWarning(String argument) {
        String args = CONFIG + "    args: [--verbose, '" + argument + "']\n";

        assertThat(read(args).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.SECRET_SUSPECTED);
            assertThat(finding.path()).isEqualTo("spec.container.args[1]");
            assertThat(finding.message()).startsWith("by its option's name this is a secret");
            assertThat(finding.toString()).doesNotContain("horse", "0f1e");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--password-file=etc-password-file",
                "--token-ttl=10 minutes",
                "--password=$(DB_PASSWORD)",
                "--password=/run/secrets/password",
                "--password=short",
                "password=correct-horse",
                "--log-level=everything-there-is"
            })
    void anyOtherOptionDoesNotWarn(String argument) {
        assertThat(read(CONFIG + "    args: ['" + argument + "']\n").findings()).isEmpty();
    }

    @Test
    void anyOtherSecretIsAnErrorThereAndTheKeyIsOneElsewhere() {
        String published = CONFIG.replace("LOG_LEVEL", "VITE_MAPS_KEY");

        assertThat(codes(read(published.replace("info", TOKEN)))).containsExactly(FindingCode.SECRET_WRITTEN);
        assertThat(codes(read(published.replace("info", GOOGLE_KEY + " " + TOKEN))))
                .containsExactly(FindingCode.SECRET_WRITTEN);
        assertThat(codes(read(CONFIG.replace("LOG_LEVEL", "MAPS_KEY").replace("info", GOOGLE_KEY))))
                .containsExactly(FindingCode.SECRET_WRITTEN);
    }

    @Test
    void aSecretByItsFormIsNotReportedByItsNameAsWell() {
        assertThat(codes(read(CONFIG.replace("LOG_LEVEL", "GITHUB_TOKEN").replace("info", TOKEN))))
                .containsExactly(FindingCode.SECRET_WRITTEN);
    }

    @Property
    void ordinaryVariablesDoNotWarn(@ForAll("names") String name, @ForAll("names") String value) {
        assertThat(codes(read(CONFIG.replace("LOG_LEVEL", name).replace("info", "'" + value + "'"))))
                .doesNotContain(FindingCode.SECRET_SUSPECTED, FindingCode.SECRET_WRITTEN);
    }

    @Provide
    static Arbitrary<String> names() {
        return Arbitraries.of(
                        "log",
                        "level",
                        "port",
                        "host",
                        "service",
                        "orders",
                        "cache",
                        "region",
                        "timeout",
                        "queue",
                        "key",
                        "primary",
                        "feature",
                        "flag",
                        "url",
                        "public",
                        "batch",
                        "size",
                        "name",
                        "database",
                        "schema")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(words -> String.join("_", words).toUpperCase(Locale.ROOT));
    }

    private static List<FindingCode> codes(Reading reading) {
        return reading.findings().stream().map(Finding::code).toList();
    }

    private static Reading read(String text) {
        return new ManifestReader().read("test.yaml", text);
    }
}
