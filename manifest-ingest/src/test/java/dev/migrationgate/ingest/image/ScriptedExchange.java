package dev.migrationgate.ingest.image;

import com.google.protobuf.ByteString;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers by method, address and authorization; what nobody told it is 404. */
final class ScriptedExchange implements Exchange {
    private final Map<String, Answer> answers = new HashMap<>();

    /** What was asked, {@code METHOD address authorization}. */
    final List<String> asked = new ArrayList<>();

    ScriptedExchange answer(String request, int status, Map<String, String> headers, String body) {
        var values = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        answers.put(request, new Answer(status, HttpHeaders.of(values, (_, _) -> true), ByteString.copyFromUtf8(body)));
        return this;
    }

    @Override
    public synchronized Answer send(HttpRequest request) {
        String authorization = request.headers()
                .firstValue("Authorization")
                .map(value -> " " + value)
                .orElse("");
        String text = request.method() + " " + request.uri() + authorization;
        asked.add(text);
        return answers.getOrDefault(text, new Answer(404, HttpHeaders.of(Map.of(), (_, _) -> true), ByteString.EMPTY));
    }
}
