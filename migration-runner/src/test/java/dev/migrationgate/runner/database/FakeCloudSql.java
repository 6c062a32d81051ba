package dev.migrationgate.runner.database;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** What Google's connector meets at Cloud SQL: tokens, the admin API, and the encrypted port in front of a PostgreSQL server. */
final class FakeCloudSql implements AutoCloseable {
    /** The connector knows no other. */
    private static final int PORT = 3307;

    private final String certificate;
    private final HttpServer google;
    private final ServerSocket instance;
    /** What the admin API answers instead; empty: the instance. */
    volatile String denial = "";

    /**
     * Starts an instance.
     *
     * @param name {@code project:instance}
     * @param postgresPort port of the server behind it, on this machine
     */
    FakeCloudSql(Path folder, String name, int postgresPort) throws Exception {
        InstanceKeys keys = InstanceKeys.make(folder, name);
        certificate = escaped(keys.certificate());
        google = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        instance = keys.server().getServerSocketFactory().createServerSocket(PORT, 50, ownAddress());
        Files.writeString(folder.resolve("credentials.json"), """
                {"type": "service_account", "client_email": "runner@example.com", "client_id": "1",
                 "private_key_id": "1", "private_key": "%s", "token_uri": "%stoken"}
                """.formatted(escaped(keys.privateKey()), url()));
        int colon = name.lastIndexOf(':');
        answerFor("/sql/v1beta4/projects/" + name.substring(0, colon) + "/instances/" + name.substring(colon + 1));
        Thread.ofVirtual().start(() -> accept(postgresPort));
    }

    /** One of the loopback interface that no other test has: the port is everybody's. */
    private static InetAddress ownAddress() throws IOException {
        var random = ThreadLocalRandom.current();
        return InetAddress.getByName(
                "127.%d.%d.%d".formatted(random.nextInt(1, 255), random.nextInt(256), random.nextInt(1, 255)));
    }

    private void answerFor(String path) {
        String token = "{\"access_token\": \"t\", \"expires_in\": 3600, \"token_type\": \"Bearer\"}";
        String settings = """
                {"region": "europe-west1", "backendType": "SECOND_GEN", "databaseVersion": "POSTGRES_18",
                 "ipAddresses": [{"type": "PRIVATE", "ipAddress": "%s"}], "serverCaCert": {"cert": "%s"}}
                """.formatted(instance.getInetAddress().getHostAddress(), certificate);
        String ephemeral = "{\"ephemeralCert\": {\"cert\": \"" + certificate + "\"}}";
        google.createContext("/token", exchange -> answer(exchange, 200, token));
        google.createContext(path + "/connectSettings", exchange -> answer(exchange, settings));
        google.createContext(path + ":generateEphemeralCert", exchange -> answer(exchange, ephemeral));
        google.start();
    }

    /** Base address of the admin API. */
    String url() {
        return "http://127.0.0.1:" + google.getAddress().getPort() + "/";
    }

    private static String escaped(String text) {
        return text.replace("\r", "").replace("\n", "\\n");
    }

    private void answer(HttpExchange exchange, String text) throws IOException {
        if (denial.isEmpty()) {
            answer(exchange, 200, text);
        } else {
            answer(exchange, 403, "{\"error\": {\"code\": 403, \"message\": \"" + denial + "\"}}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void accept(int postgresPort) {
        while (!instance.isClosed()) {
            try {
                Socket client = instance.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), postgresPort);
                copy(client, server);
                copy(server, client);
            } catch (IOException _) {
                // Closed, or a handshake that failed; the client meets the same.
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException _) {
                // The other direction closed both.
            }
        });
    }

    @Override
    public void close() throws IOException {
        google.stop(0);
        instance.close();
    }
}
