package dev.migrationgate.example.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableServiceTest {
    private static final String NOBODY = "postgresql://app:secret@127.0.0.1:1/shop";

    @Test
    void aServiceWithoutItsDatabaseIsNotHealthyAndSaysNoSecret() throws Exception {
        var environment = Map.of("SHOP_URL", NOBODY, "TABLE", "article", "PORT", "0", "LISTEN_ADDRESS", "127.0.0.1");
        HttpServer server = TableService.start(environment, "SHOP_URL");
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/healthz");
            var answer = http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain("secret");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatIsNoTableIsRefused() {
        var environment = Map.of("DATABASE_URL", NOBODY, "TABLE", "article; DROP TABLE article");

        assertThatThrownBy(() -> TableService.start(environment, "DATABASE_URL"))
                .hasMessageStartingWith("TABLE must be a table's name");
    }
}
