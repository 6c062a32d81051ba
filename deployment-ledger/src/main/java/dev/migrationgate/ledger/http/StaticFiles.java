package dev.migrationgate.ledger.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The web page: files from this program, and nothing from anywhere else. */
final class StaticFiles {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json");

    /** No slash and no leading dot: a file of one folder. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*\\.(html|css|js|svg)");

    private final Map<String, Optional<byte[]>> files = new ConcurrentHashMap<>();

    private StaticFiles() {}

    static void on(Router router) {
        var files = new StaticFiles();
        router.get("/").handler(context -> files.send(context, "/dev/migrationgate/ledger/page/index.html"));
        router.get("/openapi.json").handler(context -> files.send(context, "/dev/migrationgate/ledger/openapi.json"));
        router.get("/page/:file").handler(context -> {
            String name = String.valueOf(context.pathParam("file"));
            if (NAME.matcher(name).matches()) {
                files.send(context, "/dev/migrationgate/ledger/page/" + name);
            } else {
                context.next();
            }
        });
    }

    private void send(RoutingContext context, String resource) {
        Optional<byte[]> content = files.computeIfAbsent(resource, StaticFiles::read);
        if (content.isEmpty()) {
            context.next();
            return;
        }
        String type = resource.substring(resource.lastIndexOf('.') + 1);
        HttpServerResponse response = context.response();
        response.putHeader("Content-Type", TYPES.getOrDefault(type, "application/octet-stream"))
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache")
                .end(Buffer.buffer(content.get()));
    }

    private static Optional<byte[]> read(String resource) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own file " + resource + " cannot be read", e);
        }
    }
}
