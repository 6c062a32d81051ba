package dev.migrationgate.ingest.report;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers without a network: what it was told to, else 201; nothing from hosts that are down. */
final class FakeCalls implements Calls {
    final List<HttpRequest> made = new CopyOnWriteArrayList<>();
    final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    final Set<String> down = ConcurrentHashMap.newKeySet();

    static Answer answer(int status) {
        return answer(status, Map.of());
    }

    static Answer answer(int status, Map<String, List<String>> headers) {
        return new Answer(status, HttpHeaders.of(headers, (name, value) -> true), "");
    }

    /** What was asked of a host. */
    List<HttpRequest> of(String host) {
        return made.stream()
                .filter(request -> request.uri().getHost().equals(host))
                .toList();
    }

    @Override
    public Answer make(HttpRequest request) throws IOException {
        made.add(request);
        if (down.contains(request.uri().getHost())) {
            throw new IOException("nobody there");
        }
        Answer told = answers.poll();
        return told == null ? answer(201) : told;
    }
}
