package dev.migrationgate.ledger.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The ledger as its page sees it: the page's files, canned answers, and a stream of events that a test drives. */
final class StubLedger implements AutoCloseable {

    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /** A request as it came: path, query (empty without one) and token. */
    record Asked(String path, String query, Optional<String> authorization) {}

    private record Answer(int status, String type, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Function<String, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final StubStream stream = new StubStream();
    private volatile Optional<String> token = Optional.empty();

    StubLedger() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    StubStream stream() {
        return stream;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Answers a path, whatever the query. */
    void answer(String path, JsonNode body) {
        answer(path, _ -> body);
    }

    /** Answers a path with what is made of the query. */
    void answer(String path, Function<String, JsonNode> body) {
        answers.put(path, query -> json(200, "application/json", body.apply(query)));
    }

    /** Refuses a path with a problem document. */
    void refuse(String path, int status, String title, String detail) {
        answers.put(path, _ -> problem(status, title, detail));
    }

    /** Answers a path with something that is not JSON. */
    void garble(String path) {
        answers.put(path, _ -> new Answer(200, "application/json", "<html>"));
    }

    /** From now on every route under {@code /v1/} wants this token. */
    void wantToken(String wanted) {
        token = Optional.of(wanted);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        if (!path.startsWith("/v1/")) {
            send(exchange, file(path));
            return;
        }
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        var authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        asked.add(new Asked(path, query, authorization));
        if (token.isPresent() && !token.map("Bearer "::concat).equals(authorization)) {
            send(exchange, problem(401, "Unauthorized", "Callers of the ledger need a token."));
        } else if (path.equals("/v1/stream")) {
            stream.serve(exchange);
        } else {
            send(
                    exchange,
                    answers.getOrDefault(path, _ -> problem(404, "Not found", "There is no " + path + "."))
                            .apply(query));
        }
    }

    private static Answer file(String path) {
        String name = path.equals("/") ? "index.html" : path.replaceFirst("^/page/", "");
        try (InputStream file = StubLedger.class.getResourceAsStream(name)) {
            return file == null || name.contains("/")
                    ? problem(404, "Not found", "There is no " + path + ".")
                    : new Answer(
                            200,
                            TYPES.getOrDefault(name.replaceFirst(".*\\.", ""), "application/octet-stream"),
                            new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer problem(int status, String title, String detail) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        return json(status, "application/problem+json", body);
    }

    private static Answer json(int status, String type, JsonNode body) {
        return new Answer(status, type, body.toString());
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        stream.close();
        server.stop(0);
        threads.close();
    }
}
