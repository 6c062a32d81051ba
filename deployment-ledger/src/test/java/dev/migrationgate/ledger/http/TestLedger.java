package dev.migrationgate.ledger.http;

import dev.migrationgate.access.Callers;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.reading.Progress;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.stream.Listeners;
import dev.migrationgate.trace.span.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The server over a store that a test fills. */
record TestLedger(LedgerStore store, RecordedEvents events, Listeners listeners, LedgerServer server, HttpClient http)
        implements AutoCloseable {

    static TestLedger start(LedgerStore store, Callers callers) {
        return start(store, callers, StreamRoute.HEARTBEAT);
    }

    static TestLedger start(LedgerStore store, Callers callers, Duration heartbeat) {
        var events = new RecordedEvents(store);
        var listeners = new Listeners(store, new Subjects(events.codec()));
        var shown = new LedgerServer.Shown(store, events.codec(), new Progress(), listeners, Optional.empty());
        var server =
                LedgerServer.start("127.0.0.1", 0, shown, callers, new SimpleMeterRegistry(), Traces.off(), heartbeat);
        return new TestLedger(store, events, listeners, server, HttpClient.newHttpClient());
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> send(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonObject get(String path, String... headers) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(path, headers);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " is answered with " + answer.statusCode() + ": " + answer.body());
        }
        return new JsonObject(answer.body());
    }

    @Override
    public void close() {
        server.close();
        store.close();
        http.close();
    }
}
