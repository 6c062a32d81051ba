package dev.migrationgate.manifests.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFormsTest {
    /** Put together here, so that nobody who searches this repository for tokens finds one. */
    static Stream<String> secrets() {
        return Stream.of(
                "-----BEGIN " + "PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n",
                "-----BEGIN RSA " + "PRIVATE KEY-----\\nMIIEvQ\\n",
                "{\"type\": \"service_account\", \"private_key\": \"-----BEGIN " + "PRIVATE KEY-----\\nMIIEvQ\"}",
                "LS0tLS1CRUdJTi" + "BQUklWQVRFIEtFWS0tLS0tCk1JSUV2UQ==",
                "ewogICJ0eXBlIjog" + "InNlcnZpY2VfYWNjb3VudCIsCiAgInByb2plY3RfaWQi",
                "gh" + "p_" + letters(36),
                "gh" + "o_" + letters(36),
                "gh" + "s_" + letters(36),
                "github" + "_pat_" + letters(22) + "_" + letters(59),
                "gl" + "pat-" + letters(20),
                "AK" + "IA" + "ABCDEFGHIJKLMNOP",
                "AI" + "za" + letters(35),
                "xo" + "xb-123456789012-" + letters(12),
                "sk" + "_live_" + letters(24),
                "wh" + "sec_" + letters(32),
                "ey" + "J" + letters(20) + ".eyJ" + letters(30) + "." + letters(43),
                "postgresql://app:hunter2@db.internal:5432/orders",
                "redis://:hunter2@cache:6379",
                "postgresql://app:8080@db/orders",
                "https://me:123456@git.example.com/x.git",
                "postgres://app:p%40ss@/orders?host=/cloudsql/acme:europe-west1:db",
                "see https://example.com/docs and https://me:hunter2@git.example.com/x.git",
                "jdbc:postgresql://db/orders?user=app&password=hunter2",
                "postgresql://db/orders?user=app&password=hunter2",
                "jdbc:sqlserver://db;user=app;PASSWORD=hunter2",
                "Server=db;Database=orders;User Id=app;Password=hunter2;Encrypt=true",
                "Data Source=db;Uid=app;Pwd=hunter2",
                "host=db user=app password=hunter2 dbname=orders",
                "PASSWORD='hunter2' HOST=db");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void aSecretIsSeenWhereverItStandsInAText(String secret) {
        assertThat(SecretForms.in(secret)).isPresent();
        assertThat(SecretForms.in("TOKEN=" + secret)).isPresent();
        assertThat(SecretForms.in("use '" + secret + "' for it")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void nothingOfASecretIsLeftInAFinding(String secret) {
        String text = "there is no '" + secret + "' in here";

        var finding =
                new Finding("file.yaml", Position.START, text, FindingCode.UNKNOWN_FIELD, text, Optional.of(text));

        assertThat(SecretForms.in(finding.toString())).isEmpty();
        assertThat(finding.toString()).doesNotContain("hunter2", "MIIE", "p%40ss", letters(8));
        assertThat(finding.message()).startsWith("there is no '");
    }

    @Test
    void aSecretThatIsTooLongToBeShownIsNotShownInPart() {
        String secret = "ey" + "J" + letters(40) + ".eyJ" + letters(90) + "." + letters(43);

        assertThat(Finding.shown("token " + secret)).doesNotContain(letters(8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com:8443/a@b",
                "git@github.com:acme/orders.git",
                "ssh://git@github.com:22/acme/orders.git",
                "postgresql://app:${DB_PASSWORD}@db/orders",
                "postgresql://app:$DB_PASSWORD@db/orders",
                "postgresql://app:$(DB_PASSWORD)@db/orders",
                "postgresql://app:<password>@db/orders",
                "postgresql://app:***@db/orders",
                "http://proxy:8080@foo",
                "https://proxy.example:3128@https://target.example/",
                "jdbc:postgresql://db/orders?user=app&password=${DB_PASSWORD}",
                "jdbc:postgresql://db/orders?user=app&password=",
                "Server=db;User Id=app;Password=;Encrypt=true",
                "Server=db;User Id=app;Password=${DB_PASSWORD};Encrypt=true",
                "host=$1 user=app password=$2 dbname=orders",
                "host=db user=app password=$(cat /run/password) dbname=orders",
                "host=db passfile=/run/password",
                "HOST=db PWD=/work",
                "username=app;password=letters",
                "host= and password= are given by the platform",
                "-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----\nMIID\n-----END PUBLIC KEY-----",
                "europe-west1-docker.pkg.dev/acme/docker/orders-api@sha256:"
                        + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "projects/acme/secrets/carrier-key/versions/latest",
                "ghp_short",
                "AKIA-is-how-AWS-keys-begin",
                "the word PRIVATE KEY and xoxb- and sk_live_ and whsec_ alone",
                "eyJ is how a token begins"
            })
    void whatOnlyResemblesASecretIsNone(String text) {
        assertThat(SecretForms.in(text)).isEmpty();
        assertThat(SecretForms.hidden(text)).isEqualTo(text);
    }

    @Property
    void ordinaryValuesAreNoSecrets(@ForAll("ordinary") String text) {
        assertThat(SecretForms.in(text)).isEmpty();
        assertThat(SecretForms.hidden(text)).isEqualTo(text);
    }

    /** It would take hours if a look took time with the square of the length. */
    @Property(tries = 50)
    void hostileTextsAreLookedThroughInTime(
            @ForAll("pieces") List<String> pieces, @ForAll @IntRange(min = 1, max = 1_000) int length) {
        String text = String.join("", pieces)
                .repeat(length * 300 / Math.max(1, String.join("", pieces).length()) + 1);

        assertThat(SecretForms.hidden(text).length()).isLessThanOrEqualTo(text.length());
        assertThat(SecretForms.in(text).isPresent()
                        || SecretForms.in(SecretForms.hidden(text)).isEmpty())
                .isTrue();
    }

    /** Where each value was looked at from each of its places, one such text took days. */
    @ParameterizedTest
    @ValueSource(strings = {"?password=<", "password=<", "?password=", "host=a password=<", ";pwd=$"})
    void aValueThatHoldsItsParametersNameIsLookedAtOnce(String piece) {
        String text = "jdbc:" + piece.repeat(1_000_000);

        assertThat(SecretForms.in(text).isPresent()).isEqualTo(piece.equals("?password="));
        assertThat(SecretForms.hidden(text)).hasSizeLessThanOrEqualTo(text.length());
    }

    @Provide
    static Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "eyJ",
                        "ghp_",
                        "github_pat_",
                        "://",
                        "a://",
                        ":",
                        "@",
                        "/",
                        "-----BEGIN ",
                        "RSA ",
                        "PRIVATE KEY",
                        "xoxb-",
                        "AKIA",
                        "AIza",
                        "jdbc:",
                        "?password=",
                        "&password=",
                        "host=",
                        "Password=",
                        "'",
                        "sk_live_",
                        "glpat-",
                        "aaaaaaaa",
                        ".",
                        " ",
                        "\n",
                        "LS0tLS1CRUdJTi",
                        "whsec_",
                        "$",
                        "{",
                        "<")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    static Arbitrary<String> ordinary() {
        StringArbitrary word = Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(30);
        Arbitrary<String> words = word.list().ofMinSize(1).ofMaxSize(8).map(list -> String.join(" ", list));
        Arbitrary<String> hosts = word.list().ofMinSize(2).ofMaxSize(5).map(list -> String.join(".", list));
        Arbitrary<String> paths = word.list().ofMinSize(1).ofMaxSize(6).map(list -> String.join("/", list));
        return Arbitraries.oneOf(
                words,
                hosts,
                paths,
                hosts.flatMap(host -> paths.map(path -> "https://" + host + ":8080/" + path + "?a=b&c=d")),
                hosts.flatMap(host -> word.map(user -> user + "@" + host)),
                hosts.flatMap(host -> word.map(user -> "postgresql://" + user + "@" + host + ":5432/orders")),
                hosts.flatMap(host -> paths.map(path -> host + "/" + path + ":1.2.3")),
                Arbitraries.longs().map(number -> new UUID(number, ~number).toString()),
                Arbitraries.strings().withChars("0123456789abcdef").ofLength(64).map(digest -> "sha256:" + digest),
                Arbitraries.strings().ofMaxLength(8));
    }

    private static String letters(int count) {
        return "aB3dE5gH7jK9mN2pQ4sT6vW8yZ".repeat(10).substring(0, count);
    }
}
