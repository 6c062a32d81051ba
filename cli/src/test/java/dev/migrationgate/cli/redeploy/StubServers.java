package dev.migrationgate.cli.redeploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ledger and an ingest in one, which answer what a test says. */
final class StubServers implements AutoCloseable {
    /** What was posted, with its key before it. */
    final List<String> posted = new ArrayList<>();

    /** What the ledger was asked. */
    final List<String> asked = new ArrayList<>();

    /** Deployments that ingest refuses. */
    final Map<String, Integer> refusals = new HashMap<>();

    /** Whether a dry run is refused as well. */
    boolean refusedFirst = true;

    private static final String APP = "\"applicationId\":\"app\"";
    /** Stands for 409 because of what is not there. */
    private static final int ABSENT = 410;

    private final Map<String, String> there = new HashMap<>();

    private final Map<String, String> answers = new LinkedHashMap<>();
    private final HttpServer server;

    StubServers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        put("/v1/ledger", "{'complete':true,'records':9}");
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers a path, with its query; single quotes stand for double ones. */
    void put(String path, String json) {
        answers.put(path, json.replace('\'', '"'));
    }

    /** A deployment with its request's record in partition 2. */
    void deployment(String id, String application, String version, String lane, long offset, String data) {
        put("/v1/deployments/" + id, """
            {'id':'%s','application':'%s','version':'%s','lane':'%s','status':'deployed',
             'events':[{'topic':'deployment-requested','partition':2,'offset':%d,'data':%s},
                       {'topic':'service-deployed','partition':1,'offset':7,'data':{}}]}
            """.formatted(id, application, version, lane, offset, data));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = URLDecoder.decode(exchange.getRequestURI().toString(), StandardCharsets.UTF_8);
            boolean post = exchange.getRequestMethod().equals("POST");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = post ? posted(exchange, body) : answers.containsKey(path) ? 200 : 404;
            String text = post ? said(status, body) : answers.getOrDefault(path, "{}");
            if (!post) {
                asked.add(path);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private int posted(HttpExchange exchange, String body) {
        posted.add(exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
        return refusals.entrySet().stream()
                .filter(each -> body.contains("\"" + each.getKey() + "\""))
                .filter(_ -> refusedFirst || !body.contains("dryRun"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(
                        body.contains("\"into\"") && !there.containsKey(id(body))
                                ? ABSENT
                                : body.contains("dryRun") ? 200 : 202);
    }

    private String said(int status, String body) {
        String id = id(body);
        if (status == ABSENT) {
            return "{\"type\":\"urn:x:no-counterpart\",\"title\":\"The application is not in that environment\"}";
        }
        return status < 300
                ? "{\"deployments\":[{\"deploymentId\":\"new-" + id + "\"," + there.getOrDefault(id, APP) + "}]}"
                : "{\"type\":\"urn:x:later-migration\",\"title\":\"A later migration was requested since\",\"detail\":\"say skip\"}";
    }

    private static String id(String body) {
        return body.replaceAll(".*\"deployment\":\"([^\"]*)\".*", "$1");
    }

    /** Says what a deployment comes to in another environment; one of which nothing is said has no counterpart there. */
    void there(String id, String application, String lane) {
        there.put(id, "\"applicationId\":\"" + application + "\",\"lane\":\"" + lane + "\"");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
