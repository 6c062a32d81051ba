package dev.migrationgate.emulator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryServerTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final Map<String, String> IMAGES =
            Map.of("host.example/team/app:1", DIGEST, "host.example/team/app@" + DIGEST, DIGEST, "plain:2", DIGEST);

    private final RegistryServer server = RegistryServer.start(reference -> Optional.ofNullable(IMAGES.get(reference)));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void aTagIsAnsweredWithItsDigestWhereverTheRegistryIsNamed() throws Exception {
        assertThat(digest("HEAD", "/v2/team/app/manifests/1?ns=host.example")).contains(DIGEST);
        assertThat(digest("GET", "/v2/host.example/team/app/manifests/1")).contains(DIGEST);
        assertThat(digest("HEAD", "/v2/team/app/manifests/" + DIGEST + "?ns=host.example"))
                .contains(DIGEST);
        assertThat(digest("HEAD", "/v2/plain/manifests/2")).contains(DIGEST);
    }

    @Test
    void whatIsNotThereIsNotFoundAndNothingCanBePushed() throws Exception {
        assertThat(send("HEAD", "/v2/").statusCode()).isEqualTo(200);
        assertThat(send("HEAD", "/v2/team/app/manifests/2?ns=host.example").statusCode())
                .isEqualTo(404);
        assertThat(send("HEAD", "/v2/team/app/manifests/1").statusCode()).isEqualTo(404);
        assertThat(send("HEAD", "/v2/_catalog").statusCode()).isEqualTo(404);
        assertThat(send("PUT", "/v2/plain/manifests/2").statusCode()).isEqualTo(405);
    }

    private Optional<String> digest(String method, String path) throws IOException, InterruptedException {
        return send(method, path).headers().firstValue("Docker-Content-Digest");
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.endpoint() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
