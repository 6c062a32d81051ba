package dev.migrationgate.cli.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.installation.Installation;
import dev.migrationgate.cli.installation.InstallationReader;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.yaml.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationReaderTest {
    private static final String ACCEPTED = new ManifestReader()
            .read("test", Manifests.APPLICATION + "---\n" + Manifests.BUILD).manifests().stream()
                    .map(Manifest::canonical)
                    .toList()
                    .toString();

    private static final String ORGANIZATION =
            "{\"apiVersion\":\"lowops.manifests.v1\",\"kind\":\"Organization\",\"metadata\":{\"name\":\"acme\"},\"spec\":{}}";

    private static final String SECRET = """
            {"apiVersion": "lowops.manifests.v1", "kind": "Secret", "metadata": {"name": "key", "project": "shop",
             "environment": "production", "organizational-unit": "retail", "organization": "acme"}, "spec": %s}""";

    private static final String SETTINGS = """
            {"region": "europe-west3", "cloudProject": "{project}", "image": "r/{name}:{version}",
             "secretVersion": "s", "migrationSeconds": 60, "extensions": ["citext"], "later": {"x": [1]}}""";

    private final AtomicReference<String> authorization = new AtomicReference<>("none");
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    InstallationReaderTest() throws IOException {
        // The server has to be made in a constructor, as it throws.
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void settingsAndManifestsAreTaken() throws InterruptedException {
        URI ingest =
                answering(200, "{\"settings\": " + SETTINGS + ", \"more\": [[1]], \"manifests\": " + ACCEPTED + "}");

        Installation installation = new InstallationReader(ingest, Optional.of("t0ken")).read(room()::take);

        assertThat(installation.settings().region()).isEqualTo("europe-west3");
        assertThat(installation.settings().extensions()).containsExactly("citext");
        assertThat(installation.accepted().named(Kind.APPLICATION, "orders-api"))
                .hasSize(1);
        assertThat(authorization).hasValue("Bearer t0ken");
    }

    @Test
    void whatIsReferredToMayHaveBeenAcceptedBefore() throws InterruptedException {
        URI ingest = answering(200, "{\"settings\": " + SETTINGS + ", \"manifests\": " + ACCEPTED + "}");
        var config = new Source.StandardInput(
                new ByteArrayInputStream(Manifests.LONELY_CONFIG.getBytes(StandardCharsets.UTF_8)));
        var room = room();

        Installation installation = new InstallationReader(ingest, Optional.empty()).read(room::take);
        Validation validation = new Validator(room).validate(List.of(config), installation);

        assertThat(validation.findings()).isEmpty();
        assertThat(validation.manifests()).isEqualTo(1);
        assertThat(authorization).hasValue("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.10", "1e2", "-0", "0.0000000001", "LONG"})
    void numbersStayAsTheyWereAccepted(String number) throws InterruptedException {
        String numbers = "{\"version\":" + number.replace("LONG", "7".repeat(2_000)) + "}";
        URI ingest = answering(200, "{\"manifests\": [" + SECRET.formatted(numbers) + "]}");

        assertThat(read(ingest).accepted().named(Kind.SECRET, "key"))
                .singleElement()
                .satisfies(secret -> assertThat(secret.canonical()).contains(numbers));
    }

    @Test
    void whatWasAcceptedMayBeLongerThanWhatIsPosted() throws InterruptedException {
        String text = "{\"text\": \"" + "x".repeat(Limits.DEFAULT.documentBytes()) + "\"}";
        URI ingest = answering(200, "{\"manifests\": [" + SECRET.formatted(text) + "]}");

        assertThat(read(ingest).accepted().named(Kind.SECRET, "key")).hasSize(1);
    }

    @Test
    void anAcceptedManifestThatCannotBeReadIsNamed() {
        String tooMuch = "[" + "0,".repeat(Limits.ACCEPTED.nodes()) + "0]";
        URI ingest = answering(200, "{\"manifests\": [" + ORGANIZATION + "," + SECRET.formatted(tooMuch) + "]}");

        assertThatThrownBy(() -> read(ingest))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(CommandException.UNUSABLE))
                .hasMessageContaining("ingest at " + ingest)
                .hasMessageContaining("Secret acme/retail/production/shop/key")
                .hasMessageContaining("MG0");
    }

    @Test
    void whatIsNoManifestAmongThemIsNotPassedOver() {
        URI ingest = answering(200, "{\"manifests\": [" + ORGANIZATION + ", 5, " + SECRET.formatted("{}") + "]}");

        assertThatThrownBy(() -> read(ingest)).isInstanceOf(CommandException.class);
    }

    @Test
    void aRefusalIsSaidWithItsCureAndWithoutTheToken() {
        URI ingest = answering(401, "{}");

        assertThatThrownBy(() -> new InstallationReader(ingest, Optional.of("t0ken")).read(room()::take))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("answers 401")
                .hasMessageContaining("GATE_TOKEN")
                .hasMessageNotContaining("t0ken");
    }

    @Test
    void anotherAnswerAndAnotherKindOfAddressAreMisuse() {
        URI ingest = answering(200, "<html>");

        for (URI address : List.of(ingest, URI.create("http://127.0.0.1:1"), URI.create("nowhere"))) {
            assertThatThrownBy(() -> new InstallationReader(address, Optional.empty()).read(room()::take))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("ingest at " + address);
        }
    }

    private URI answering(int status, String body) {
        server.createContext("/v1/manifests", exchange -> {
            String header = exchange.getRequestHeaders().getFirst("Authorization");
            authorization.set(header == null ? "none" : header);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Installation read(URI ingest) throws InterruptedException {
        return new InstallationReader(ingest, Optional.empty()).read(room()::take);
    }

    private static Room room() {
        return new Room(Runtime.getRuntime().maxMemory());
    }
}
