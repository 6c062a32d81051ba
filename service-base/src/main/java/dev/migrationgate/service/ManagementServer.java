package dev.migrationgate.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Answers {@code /livez}, {@code /readyz} and {@code /metrics} (Prometheus text format) on a port of its own, so that a busy or
 * protected main port cannot hide a service's health. Close stops it at once.
 */
public final class ManagementServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads;

    private ManagementServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Starts to listen.
     *
     * @param host address to listen on, for example {@code 127.0.0.1}
     * @param port port to listen on; 0: any free one
     * @throws UncheckedIOException the port is taken
     */
    public static ManagementServer start(String host, int port, Readiness readiness, PrometheusMeterRegistry metrics) {
        return start(host, port, readiness, metrics, Map.of());
    }

    /**
     * The same with pages of the service's own.
     *
     * @param pages path to what is answered as JSON; an {@link IllegalStateException} is answered with 503 and its message
     * @throws UncheckedIOException the port is taken
     */
    public static ManagementServer start(
            String host,
            int port,
            Readiness readiness,
            PrometheusMeterRegistry metrics,
            Map<String, Supplier<Object>> pages) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            readiness.show(metrics);
            server.createContext(
                    "/livez", exchange -> answer(exchange, 200, "application/json", "{\"status\":\"live\"}"));
            server.createContext("/readyz", exchange -> ready(exchange, readiness));
            server.createContext(
                    "/metrics", exchange -> answer(exchange, 200, "text/plain; version=0.0.4", metrics.scrape()));
            pages.forEach((path, page) -> server.createContext(path, exchange -> page(exchange, page)));
            server.start();
            return new ManagementServer(server, threads);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + host + ":" + port + " for health and metrics: " + e.getMessage(), e);
        }
    }

    /** Something that can be read and set while the service runs. */
    public interface Setting {
        /** What it is, to be answered as JSON. */
        Object get();

        /**
         * Sets it.
         *
         * @param body of the request
         * @throws IllegalArgumentException the body makes no sense; its message is the answer, with 400
         */
        void put(String body);
    }

    /** Also answers GET and PUT at a path. */
    public ManagementServer with(String path, Setting setting) {
        server.createContext(path, exchange -> setting(exchange, setting));
        return this;
    }

    /** Also has a path answered, and all below it, by somebody else. */
    public ManagementServer with(String path, HttpHandler handler) {
        server.createContext(path, handler);
        return this;
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void ready(HttpExchange exchange, Readiness readiness) throws IOException {
        Map<String, String> problems = readiness.problems();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", problems.isEmpty() ? "ready" : "unready");
        body.put("problems", problems);
        Map<String, String> remarks = readiness.remarks();
        if (!remarks.isEmpty()) {
            body.put("remarks", remarks);
        }
        answer(exchange, problems.isEmpty() ? 200 : 503, "application/json", JSON.writeValueAsString(body));
    }

    private static void page(HttpExchange exchange, Supplier<Object> page) throws IOException {
        try {
            answer(exchange, 200, "application/json", JSON.writeValueAsString(page.get()));
        } catch (IllegalStateException e) {
            Object problem = Map.of("problem", String.valueOf(e.getMessage()));
            answer(exchange, 503, "application/json", JSON.writeValueAsString(problem));
        }
    }

    private static void setting(HttpExchange exchange, Setting setting) throws IOException {
        try {
            if (exchange.getRequestMethod().equals("PUT")) {
                setting.put(new String(exchange.getRequestBody().readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            }
            answer(exchange, 200, "application/json", JSON.writeValueAsString(setting.get()));
        } catch (IllegalArgumentException e) {
            Object problem = Map.of("problem", String.valueOf(e.getMessage()));
            answer(exchange, 400, "application/json", JSON.writeValueAsString(problem));
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
