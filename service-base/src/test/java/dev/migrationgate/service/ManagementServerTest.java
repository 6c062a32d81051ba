package dev.migrationgate.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
    private final AtomicReference<Optional<String>> broker = new AtomicReference<>(Optional.of("no connection"));
    private final HttpClient client = HttpClient.newHttpClient();
    private final ManagementServer server = ManagementServer.start(
            "127.0.0.1",
            0,
            new Readiness().with("kafka", broker::get).aside("builds", () -> Optional.of("no subscription")),
            Metrics.create("tested"),
            Map.of("/v1/things", this::things));

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void anUnreadyServiceLivesAndSaysWhatItWaitsFor() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).contains("kafka").contains("no connection");
    }

    @Test
    void readinessFollowsItsParts() throws Exception {
        broker.set(Optional.empty());

        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void whatTheServiceWorksWithoutIsShownAndKeepsItReady() throws Exception {
        broker.set(Optional.empty());

        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).contains("\"remarks\":{\"builds\":\"no subscription\"}");
    }

    @Test
    void metricsCarryTheServicesName() throws Exception {
        assertThat(get("/metrics").body()).contains("jvm_memory_used_bytes").contains("service=\"tested\"");
    }

    @Test
    void metricsSayWhichPartIsInTrouble() throws Exception {
        assertThat(get("/metrics").body())
                .contains("gate_trouble{needed=\"true\",part=\"kafka\",service=\"tested\"} 1.0")
                .contains("gate_trouble{needed=\"false\",part=\"builds\",service=\"tested\"} 1.0");

        broker.set(Optional.empty());

        assertThat(get("/metrics").body())
                .contains("gate_trouble{needed=\"true\",part=\"kafka\",service=\"tested\"} 0.0");
    }

    @Test
    void aPageIsJsonAndItsTroubleIsSaid() throws Exception {
        assertThat(get("/v1/things").statusCode()).isEqualTo(503);
        assertThat(get("/v1/things").body()).isEqualTo("{\"problem\":\"no connection\"}");

        broker.set(Optional.empty());

        assertThat(get("/v1/things").statusCode()).isEqualTo(200);
        assertThat(get("/v1/things").body()).isEqualTo("{\"things\":[\"one\"]}");
    }

    private Object things() {
        broker.get().ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
        return Map.of("things", List.of("one"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
