package dev.migrationgate.example.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** A service in front of one table: answers how many rows the migrations and everybody since have put there. */
public final class TableService {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

    private final DatabaseUrl database;
    private final String name;
    private final String version;
    private final String table;

    private TableService(DatabaseUrl database, String name, String version, String table) {
        this.database = database;
        this.name = name;
        this.version = version;
        this.table = table;
    }

    /**
     * Serves until it is ended, with the connection string in {@code DATABASE_URL}; otherwise as {@link #start}.
     *
     * @param arguments none
     * @throws IOException if the port is taken
     */
    public static void main(String[] arguments) throws IOException {
        start(System.getenv(), DatabaseUrl.VARIABLE);
    }

    /**
     * Starts to serve. Environment: {@code SERVICE_NAME}, {@code RELEASE_VERSION} and {@code TABLE}, set in the image;
     * {@code PORT}, 8080 if absent; {@code LISTEN_ADDRESS}, all addresses if absent, as Cloud Run wants it.
     *
     * @param environment the process's environment
     * @param variable the one with the connection string
     * @return the server, which is running
     * @throws IOException if the port is taken
     * @throws IllegalArgumentException if a variable is missing or makes no sense
     */
    public static HttpServer start(Map<String, String> environment, String variable) throws IOException {
        var service = new TableService(
                DatabaseUrl.from(environment, variable),
                environment.getOrDefault("SERVICE_NAME", "unknown"),
                environment.getOrDefault("RELEASE_VERSION", "unknown"),
                table(environment.getOrDefault("TABLE", "")));
        var address = new InetSocketAddress(
                environment.getOrDefault("LISTEN_ADDRESS", "0.0.0.0"),
                Integer.parseInt(environment.getOrDefault("PORT", "8080")));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", service::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        System.out.println(
                service.name + " listens on port " + server.getAddress().getPort());
        return server;
    }

    /** It becomes part of a statement. */
    private static String table(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("TABLE must be a table's name, was '" + name + "'");
        }
        return name;
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
            send(exchange, 200, """
                    {"service":"%s","version":"%s","table":"%s","rows":%d}""".formatted(name, version, table, rows()));
        } catch (SQLException e) {
            System.err.println("database: " + e.getMessage());
            send(exchange, 503, "{\"error\":\"the database does not answer\"}");
        }
    }

    private long rows() throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = (json + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
