package dev.migrationgate.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.ingest.intake.ImageLook;
import dev.migrationgate.ingest.intake.ImageReference;
import dev.migrationgate.manifests.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestLookTest {
    private static final Digest DIGEST = Digest.of("an image");
    private static final Map<String, String> FOUND = Map.of("Docker-Content-Digest", DIGEST.value());
    private static final String HUB = "https://registry-1.docker.io/v2/library/postgres/manifests/18";
    private static final Map<String, String> HUB_CHALLENGE =
            Map.of("WWW-Authenticate", "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\"");
    private static final String HUB_TOKEN =
            "GET https://auth.docker.io/token?scope=repository%3Alibrary%2Fpostgres%3Apull&service=registry.docker.io";
    private static final String PASSWORD =
            Base64.getEncoder().encodeToString("reader:secret".getBytes(StandardCharsets.UTF_8));

    private final ScriptedExchange exchange = new ScriptedExchange();
    private GoogleToken google = () -> Optional.of("google");
    private String passwords = "{}";
    private ImageSettings settings = ImageSettings.DEFAULT;

    @Test
    void googlesRegistriesAreAskedOnceWithGooglesToken() throws Exception {
        String address = "https://europe-west1-docker.pkg.dev/v2/shop/docker/orders-api/manifests/1.4.0";
        exchange.answer("HEAD " + address + " Bearer google", 200, FOUND, "");

        assertThat(look("europe-west1-docker.pkg.dev/shop/docker/orders-api:1.4.0"))
                .isEqualTo(found());
        assertThat(exchange.asked).hasSize(1);
    }

    @Test
    void googlesTokenGoesToNobodyElse() throws Exception {
        settings = allowing("pkg.dev.example", "pkg.dev.example:443", "notgcr.io");
        exchange.answer("HEAD https://notgcr.io/v2/a/manifests/1", 200, FOUND, "");

        assertThat(look("notgcr.io/a:1")).isEqualTo(found());
        look("pkg.dev.example/a:1");
        look("pkg.dev.example:443/a:1");

        assertThat(exchange.asked).noneMatch(asked -> asked.contains("google"));
    }

    @Test
    void aPublicRegistryGivesATokenToAnybodyWhichIsUsedAsLongAsItIsInForce() throws Exception {
        exchange.answer("HEAD " + HUB, 401, HUB_CHALLENGE, "")
                .answer(HUB_TOKEN, 200, Map.of(), "{\"token\": \"anybody\", \"expires_in\": 300}")
                .answer("HEAD " + HUB + " Bearer anybody", 200, FOUND, "");
        ManifestLook look = look();

        assertThat(look.of(reference("postgres:18"))).isEqualTo(found());
        assertThat(exchange.asked).hasSize(3);

        assertThat(look.of(reference("docker.io/library/postgres:18"))).isEqualTo(found());
        assertThat(exchange.asked).as("one more question").hasSize(4);
    }

    @Test
    void aPrivateRegistryIsToldThePasswordThatIsKeptForItsHost() throws Exception {
        settings = allowing("registry.shop.example:5000");
        passwords = "{\"auths\": {\"https://registry.shop.example:5000/v2/\": {\"auth\": \"" + PASSWORD
                + "\"}, \"ghcr.io\": {\"auth\": \"other\"}}}";
        String address = "https://registry.shop.example:5000/v2/team/app/manifests/2";
        exchange.answer("HEAD " + address, 401, Map.of("WWW-Authenticate", "Basic realm=\"Registry\""), "")
                .answer("HEAD " + address + " Basic " + PASSWORD, 200, FOUND, "");

        assertThat(look("registry.shop.example:5000/team/app:2")).isEqualTo(found());
    }

    @Test
    void aPasswordIsToldToTheTokenServerOfTheRegistrysDomain() throws Exception {
        passwords = "{\"auths\": {\"https://index.docker.io/v1/\": {\"auth\": \"" + PASSWORD + "\"}}}";
        exchange.answer("HEAD " + HUB, 401, HUB_CHALLENGE, "")
                .answer(HUB_TOKEN + " Basic " + PASSWORD, 200, Map.of(), "{\"access_token\": \"mine\"}")
                .answer("HEAD " + HUB + " Bearer mine", 200, FOUND, "");

        assertThat(look("postgres:18")).isEqualTo(found());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://auth.docker.io/token",
                "https://169.254.169.254/token",
                "https://localhost/token",
                "https://auth.docker.io.example/token",
                "https://notdocker.io/token",
                "https://user@auth.docker.io/token"
            })
    void aRegistryCannotSendUsAnywhereForAToken(String realm) throws Exception {
        exchange.answer("HEAD " + HUB, 401, Map.of("WWW-Authenticate", "Bearer realm=\"" + realm + "\""), "");

        assertThat(look("postgres:18")).isInstanceOf(ImageLook.Missing.class);
        assertThat(exchange.asked).containsExactly("HEAD " + HUB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254/x:1",
                "localhost:22/x:1",
                "localhost/x:1",
                "metadata.google.internal/x:1",
                "europe-west1-docker.pkg.dev:22/x:1",
                "pkg.dev/x:1",
                "evilgcr.io/x:1",
                "gcr.io.evil.example/x:1"
            })
    void aHostThatIsNotAllowedIsNotAsked(String image) throws Exception {
        assertThat(look(image))
                .isInstanceOfSatisfying(
                        ImageLook.NotAllowed.class,
                        look -> assertThat(look.cure())
                                .contains("IMAGE_REGISTRIES")
                                .contains("*.pkg.dev"));
        assertThat(exchange.asked).isEmpty();
    }

    @Test
    void anEndpointIsAskedInPlaceOfAllRegistriesAndNobodyIsToldWhoWeAre() throws Exception {
        settings = new ImageSettings(
                AllowedRegistries.DEFAULT,
                Optional.of(URI.create("http://127.0.0.1:8084/")),
                Optional.empty(),
                settings.limit());
        exchange.answer(
                        "HEAD http://127.0.0.1:8084/v2/a/b/manifests/1?ns=registry.billing-vendor.example",
                        200,
                        FOUND,
                        "")
                .answer("HEAD http://127.0.0.1:8084/v2/postgres/manifests/18", 200, FOUND, "");

        assertThat(look("registry.billing-vendor.example/a/b:1")).isEqualTo(found());
        assertThat(look("postgres:18")).isEqualTo(found());
    }

    @Test
    void whereTheRegistryDoesNotSayTheDigestItIsThatOfTheManifest() throws Exception {
        String address = "https://ghcr.io/v2/shop/app/manifests/1";
        exchange.answer("HEAD " + address, 200, Map.of(), "").answer("GET " + address, 200, Map.of(), "{\"a\": 1}");

        assertThat(look("ghcr.io/shop/app:1")).isEqualTo(new ImageLook.Found(Digest.of("{\"a\": 1}")));
    }

    @Test
    void whatIsNotThereOrNotShownSaysWhatTheRegistrySaid() throws Exception {
        exchange.answer("HEAD https://ghcr.io/v2/shop/hidden/manifests/1", 403, Map.of(), "")
                .answer(
                        "HEAD https://ghcr.io/v2/shop/moved/manifests/1",
                        307,
                        Map.of("Location", "http://127.0.0.1/"),
                        "")
                .answer(
                        "HEAD https://ghcr.io/v2/shop/odd/manifests/1",
                        200,
                        Map.of("Docker-Content-Digest", "sha512:1"),
                        "");

        assertThat(missing("ghcr.io/shop/gone:1")).isEqualTo("is not in its registry");
        assertThat(missing("ghcr.io/shop/hidden:1")).contains("403");
        assertThat(missing("ghcr.io/shop/moved:1")).contains("307");
        assertThat(missing("ghcr.io/shop/odd:1")).contains("digest");
        assertThat(exchange.asked).noneMatch(asked -> asked.contains("127.0.0.1"));
    }

    @ParameterizedTest
    @CsvSource({"429", "500", "503"})
    void troubleIsNoAnswer(int status) {
        exchange.answer("HEAD https://ghcr.io/v2/shop/app/manifests/1", status, Map.of(), "");

        assertThatThrownBy(() -> look("ghcr.io/shop/app:1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(status));
    }

    @Test
    void whoWeAreToGoogleMayBeUnknownForTheMoment() {
        google = () -> {
            throw new IOException("no token now");
        };

        assertThatThrownBy(() -> look("gcr.io/shop/app:1")).hasMessageContaining("no token now");
        assertThat(exchange.asked).isEmpty();
    }

    @Test
    void noMessageQuotesWhatShouldBePasswordsOrATokenAndIsNotJson() {
        passwords = "reader:secret";
        exchange.answer("HEAD " + HUB, 401, HUB_CHALLENGE, "").answer(HUB_TOKEN, 200, Map.of(), "s3cret-token");

        assertThatThrownBy(() -> look("postgres:18"))
                .isInstanceOf(IOException.class)
                .satisfies(failure -> assertThat(failure)
                        .hasStackTraceContaining("passwords")
                        .message()
                        .doesNotContain("secret"));
        passwords = "{}";
        assertThatThrownBy(() -> look("postgres:18"))
                .isInstanceOf(IOException.class)
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain("s3cret"));
    }

    private String missing(String image) throws IOException, InterruptedException {
        return ((ImageLook.Missing) look(image)).reason();
    }

    private ImageLook look(String image) throws IOException, InterruptedException {
        return look().of(reference(image));
    }

    private ManifestLook look() {
        var file = new SecretReference.File(Path.of("/passwords.json"));
        var kept = new DockerConfig(Optional.of(file), _ -> passwords.getBytes(StandardCharsets.UTF_8));
        var tokens = new Tokens(exchange, () -> google.get(), kept, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        return new ManifestLook(settings, exchange, tokens);
    }

    private static ImageSettings allowing(String... hosts) {
        return new ImageSettings(
                AllowedRegistries.of(Set.of(hosts)), Optional.empty(), Optional.empty(), ImageSettings.DEFAULT.limit());
    }

    private static ImageReference reference(String image) {
        return ImageReference.tagged(image).orElseThrow();
    }

    private static ImageLook found() {
        return new ImageLook.Found(DIGEST);
    }
}
