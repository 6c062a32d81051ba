package dev.migrationgate.emulator.run.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.emulator.backend.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A local address that passes requests on to whichever container is chosen for each of them. */
final class Address implements AutoCloseable {
    /** Belong to one connection, not to the request (RFC 9110, 7.6.1), or are set by the client itself. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final HttpServer server;
    private final String name;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("proxy-", 0).factory());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Choice choice;

    private Address(HttpServer server, String name, Choice choice) {
        this.server = server;
        this.name = name;
        this.choice = choice;
    }

    /** Chooses the container for one request; empty if none can serve. */
    @FunctionalInterface
    interface Choice {
        Optional<Endpoint> endpoint() throws InterruptedException;
    }

    /** Listens on a port, 0 for any free one; callers are told the name. */
    static Address open(String host, int port, String name, Choice choice) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
        Address address = new Address(server, name, choice);
        server.createContext("/", address::pass);
        server.setExecutor(address.threads);
        server.start();
        return address;
    }

    String uri() {
        return "http://" + name + ":" + server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            passOn(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOn(HttpExchange exchange) throws IOException, InterruptedException {
        Optional<Endpoint> endpoint = choice.endpoint();
        if (endpoint.isEmpty()) {
            refuse(exchange, "The request failed because no revision of this service is available.\n");
            return;
        }
        try {
            answer(exchange, client.send(request(exchange, endpoint.get()), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            if (exchange.getResponseCode() < 0) {
                refuse(exchange, "The request failed because the instance could not be reached.\n");
            }
        }
    }

    private static HttpRequest request(HttpExchange exchange, Endpoint endpoint) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + endpoint + exchange.getRequestURI()));
        request.method(exchange.getRequestMethod(), body(exchange));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        request.header(
                "X-Forwarded-For", exchange.getRemoteAddress().getAddress().getHostAddress());
        request.header("X-Forwarded-Proto", "http");
        return request.build();
    }

    private static BodyPublisher body(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        boolean chunked = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
        if ((length == null && !chunked) || "0".equals(length)) {
            return BodyPublishers.noBody();
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(exchange::getRequestBody);
        return length == null ? stream : BodyPublishers.fromPublisher(stream, Long.parseLong(length));
    }

    private static void answer(HttpExchange exchange, HttpResponse<InputStream> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, List.copyOf(values));
            }
        });
        int status = response.statusCode();
        boolean empty = "HEAD".equals(exchange.getRequestMethod()) || status == 204 || status == 304;
        long length = response.headers().firstValueAsLong("content-length").orElse(0);
        boolean none = response.headers().firstValue("content-length").equals(Optional.of("0"));
        exchange.sendResponseHeaders(status, empty || none ? -1 : length);
        try (InputStream from = response.body();
                OutputStream to = exchange.getResponseBody()) {
            copy(from, to);
        }
    }

    /** Flushes what has arrived, since an answer may be a stream of events. */
    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        int count = from.read(buffer);
        while (count >= 0) {
            to.write(buffer, 0, count);
            to.flush();
            count = from.read(buffer);
        }
    }

    private static void refuse(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(503, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
