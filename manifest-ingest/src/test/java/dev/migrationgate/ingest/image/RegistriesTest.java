package dev.migrationgate.ingest.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.ingest.intake.ImageLook;
import dev.migrationgate.ingest.intake.ImageReference;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.manifests.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegistriesTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void everyImageOfARequestIsAskedForOnceAndHasItsOwnAnswer() throws IOException {
        var asked = new ConcurrentLinkedQueue<String>();
        HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.createContext("/v2/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().toString();
                asked.add(path);
                exchange.getResponseHeaders()
                        .set("Docker-Content-Digest", Digest.of(path).value());
                exchange.sendResponseHeaders(path.contains("app-3/") ? 404 : 200, -1);
            }
        });
        server.start();
        Set<ImageReference> images = IntStream.range(0, 40)
                .mapToObj(i -> new ImageReference("host.example/app-" + i, "1"))
                .collect(Collectors.toSet());
        try (Registries registries = registries(server.getAddress().getPort(), Duration.ofMinutes(1))) {
            var found = registries.of(images);

            assertThat(found.keySet()).isEqualTo(images);
            assertThat(found.get(new ImageReference("host.example/app-7", "1")))
                    .isEqualTo(new ImageLook.Found(Digest.of("/v2/app-7/manifests/1?ns=host.example")));
            assertThat(found.get(new ImageReference("host.example/app-3", "1"))).isInstanceOf(ImageLook.Missing.class);
            assertThat(asked).hasSize(40).doesNotHaveDuplicates();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aRegistryThatDoesNotAnswerIsGivenUpWithinTheLimit() throws IOException {
        // It takes connections, and says nothing.
        try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK);
                Registries registries = registries(silent.getLocalPort(), Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> registries.of(Set.of(new ImageReference("host.example/app", "1"))))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("host.example/app:1")
                    .hasMessageContaining("within 1 s");
        }
    }

    @Test
    void aRegistryThatIsAwayIsNoReasonOfOurs() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            free = socket.getLocalPort();
        }
        try (Registries registries = registries(free, Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> registries.of(Set.of(new ImageReference("host.example/app", "1"))))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("host.example/app:1");
        }
    }

    private static Registries registries(int port, Duration limit) {
        var settings = new ImageSettings(
                AllowedRegistries.DEFAULT,
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                Optional.empty(),
                limit);
        return new Registries(settings, Optional::empty, _ -> new byte[0], Clock.systemUTC());
    }
}
