package dev.migrationgate.ledger.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A stream of server-sent events: a test writes to whoever is connected, cuts, and sees who came back with which id. */
final class StubStream implements AutoCloseable {

    private static final String CUT = "";

    private final List<Optional<String>> connected = new CopyOnWriteArrayList<>();
    private final List<BlockingQueue<String>> open = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Each connection's {@code Last-Event-ID}, in order. */
    List<Optional<String>> connections() {
        return List.copyOf(connected);
    }

    /** How many are connected. */
    int listeners() {
        return open.size();
    }

    /** Sends a change of a deployment to all who are connected. */
    void send(String id, JsonNode deployment) {
        write("id: " + id + "\nevent: deployment\ndata: {\"deployment\":" + deployment + ",\"event\":{}}\n\n");
    }

    /** Sends any text to all who are connected. */
    void write(String text) {
        open.forEach(queue -> queue.add(text));
    }

    /** Ends every connection. */
    void cut() {
        open.forEach(queue -> queue.add(CUT));
    }

    void serve(HttpExchange exchange) throws IOException {
        var queue = new LinkedBlockingQueue<String>();
        // The page tries again soon, so that no test waits for it.
        queue.add(": here\nretry: 100\n\n");
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            open.add(queue);
            connected.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID")));
            for (String text = queue.take(); !text.equals(CUT) && !closed; text = queue.take()) {
                exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(queue);
        }
    }

    @Override
    public void close() {
        closed = true;
        cut();
    }
}
