package dev.migrationgate.ledger.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * An answer that says what is wrong, as RFC 9457 wants it.
 *
 * @param status HTTP status
 * @param name last part of the {@code type}, a URN
 * @param title what kind of problem
 * @param detail what is wrong this time
 */
record Problem(int status, String name, String title, String detail) {

    static Problem notFound(String detail) {
        return new Problem(404, "not-found", "Not found", detail);
    }

    static Problem badQuery(String detail) {
        return new Problem(400, "bad-query", "The query cannot be meant", detail);
    }

    void send(HttpServerResponse response) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader("Content-Type", "application/problem+json")
                    .putHeader("Cache-Control", "no-store")
                    .end(json().encode());
        }
    }

    private JsonObject json() {
        return new JsonObject()
                .put("type", "urn:migration-gate:problem:" + name)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
    }
}
