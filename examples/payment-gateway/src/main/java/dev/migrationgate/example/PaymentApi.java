package dev.migrationgate.example;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.example.service.DatabaseUrl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Executors;

/** The service: answers with what is in the table that the migration made. */
public final class PaymentApi {
    private final PaymentStore store;
    private final String version;

    private PaymentApi(PaymentStore store, String version) {
        this.store = store;
        this.version = version;
    }

    /**
     * Serves until it is ended. Environment: {@code DATABASE_URL}; {@code PORT}, 8080 if absent; {@code LISTEN_ADDRESS}, all
     * addresses if absent, as Cloud Run wants it; {@code RELEASE_VERSION}, set in the image.
     *
     * @param arguments none
     * @throws IOException if the port is taken
     */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = start(System.getenv());
        System.out.println("payment-api listens on port " + server.getAddress().getPort());
    }

    static HttpServer start(Map<String, String> environment) throws IOException {
        var store = new PaymentStore(DatabaseUrl.from(environment, DatabaseUrl.VARIABLE));
        var api = new PaymentApi(store, environment.getOrDefault("RELEASE_VERSION", "unknown"));
        var address = new InetSocketAddress(
                environment.getOrDefault("LISTEN_ADDRESS", "0.0.0.0"),
                Integer.parseInt(environment.getOrDefault("PORT", "8080")));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", api::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/", "/healthz" -> answerFromTable(exchange);
                default -> send(exchange, 404, "{\"error\":\"no such page\"}");
            }
        }
    }

    /** The health check looks into the table too: a service without its schema is not healthy. */
    private void answerFromTable(HttpExchange exchange) throws IOException {
        try {
            PaymentStore.Summary summary = store.summary();
            send(exchange, 200, """
                    {"service":"payment-api","version":"%s","payments":%d,"totalMinor":%d,"latest":"%s"}""".formatted(version, summary.payments(), summary.totalMinor(), summary.latest()));
        } catch (SQLException e) {
            System.err.println("database: " + e.getMessage());
            send(exchange, 503, "{\"error\":\"the database does not answer\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = (json + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
