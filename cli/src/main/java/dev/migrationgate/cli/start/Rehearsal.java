package dev.migrationgate.cli.start;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.cli.Gate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;

/**
 * Runs commands whose answer nobody reads, so that a JVM that is told to ({@code -XX:AOTCacheOutput}) notes the classes that
 * commands need: one that works on files, one that asks a service, and the one that
 * is typed most, which asks the ledger.
 */
public final class Rehearsal {
    private static final byte[] NO_LANES = "{\"lanes\":[]}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DEPLOYMENTS = """
            {"deployments":[{"id":"d234567abcdefghijklmnopqrs","application":"a/b/c/d/e","name":"e","environment":"c",
            "version":"1","status":"held","message":"rehearsed","updatedAt":"2026-11-01T10:00:00.000Z","live":false}],
            "ledger":{"complete":false,"read":1,"of":2}}""".getBytes(StandardCharsets.UTF_8);

    /** Somebody waits for a command meanwhile. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Rehearsal() {}

    /**
     * Runs them. Ends the process with exit code 1 where they are not over after a minute.
     *
     * @param args a folder with manifests, which need not be valid
     * @throws IOException no server can be started on loopback
     * @throws IllegalStateException a command did not do its work
     */
    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/lanes", exchange -> answer(exchange, NO_LANES));
        server.createContext("/v1/deployments", exchange -> answer(exchange, DEPLOYMENTS));
        server.start();
        try (var _ = new TimeLimit(LIMIT, () -> Runtime.getRuntime().halt(1))) {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            run("validate", args[0]);
            run("lane", "list", "--runner=" + address);
            run("status", "--ledger=" + address);
        } finally {
            server.stop(0);
        }
    }

    private static void run(String... command) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        int exit = Gate.commandLine(Collections.emptySortedMap(), command)
                .setOut(nowhere)
                .setErr(nowhere)
                .execute(command);
        if (exit > 1) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + exit);
        }
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
