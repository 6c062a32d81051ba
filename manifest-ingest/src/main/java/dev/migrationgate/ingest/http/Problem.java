package dev.migrationgate.ingest.http;

import dev.migrationgate.manifests.finding.Finding;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * An answer that says what is wrong, as RFC 9457 wants it.
 *
 * @param status HTTP status
 * @param name last part of the {@code type}, a URN; "about:blank" would say no more than the status
 * @param title what kind of problem
 * @param detail what is wrong this time
 * @param findings each thing that is wrong with manifests
 */
record Problem(int status, String name, String title, String detail, List<Finding> findings) {
    private static final int RETRY_AFTER_SECONDS = 2;

    Problem {
        findings = List.copyOf(findings);
    }

    static Problem of(int status, String name, String title, String detail) {
        return new Problem(status, name, title, detail, List.of());
    }

    void send(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (status == 503) {
            response.putHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(json().encode());
    }

    /** Says the same with 200, and {@code "accepted": false}, for those who hear nothing else. */
    void sendAsDone(HttpServerResponse response) {
        if (response.ended() || response.closed()) {
            return;
        }
        JsonObject json = json().put("accepted", false);
        json.remove("status");
        response.setStatusCode(200)
                .putHeader("Content-Type", "application/json")
                .end(json.encode());
    }

    private JsonObject json() {
        var json = new JsonObject()
                .put("type", "urn:migration-gate:problem:" + name)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        return findings.isEmpty() ? json : json.put("findings", list(findings));
    }

    static JsonArray list(List<Finding> findings) {
        var list = new JsonArray();
        findings.forEach(finding -> list.add(json(finding)));
        return list;
    }

    private static JsonObject json(Finding finding) {
        var json = new JsonObject()
                .put("file", finding.file())
                .put("line", finding.line())
                .put("column", finding.column())
                .put("path", finding.path())
                .put("code", finding.code().code())
                .put("severity", finding.severity().name())
                .put("message", finding.message());
        finding.cure().ifPresent(cure -> json.put("cure", cure));
        return json;
    }
}
