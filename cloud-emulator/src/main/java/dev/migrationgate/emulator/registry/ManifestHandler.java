package dev.migrationgate.emulator.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers below {@code /v2/} as registries do (https://github.com/opencontainers/distribution-spec), to who asks for the digest of an image:
 * {@code HEAD /v2/<path>/manifests/<tag or digest>}, with the host of the image's registry in the query's {@code ns}, as mirrors are asked, or at the
 * beginning of the path. There are no manifests, so that the answer to GET has no body.
 */
public final class ManifestHandler implements HttpHandler {
    /** Where it answers. */
    public static final String PATH = "/v2/";

    private static final Pattern MANIFEST = Pattern.compile(PATH + "(?<name>[^?]+)/manifests/(?<reference>[^/?]+)");
    private static final String HOST = "ns=";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final long NO_BODY = -1;

    private final PushedImages images;

    /** Of these images. */
    public ManifestHandler(PushedImages images) {
        this.images = images;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), NO_BODY);
        }
    }

    private int status(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("HEAD") && !method.equals("GET")) {
            return NOT_ALLOWED;
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals(PATH)) {
            return OK;
        }
        Optional<String> digest =
                reference(path, exchange.getRequestURI().getQuery()).flatMap(images::digestOf);
        digest.ifPresent(found -> {
            exchange.getResponseHeaders().set("Docker-Content-Digest", found);
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.oci.image.manifest.v1+json");
        });
        return digest.isPresent() ? OK : NOT_FOUND;
    }

    private static Optional<String> reference(String path, @Nullable String query) {
        Matcher manifest = MANIFEST.matcher(path);
        if (!manifest.matches()) {
            return Optional.empty();
        }
        String host = Arrays.stream(Optional.ofNullable(query).orElse("").split("&", -1))
                .filter(each -> each.startsWith(HOST))
                .map(each -> each.substring(HOST.length()) + "/")
                .findFirst()
                .orElse("");
        String reference = manifest.group("reference");
        String separator = reference.indexOf(':') >= 0 ? "@" : ":";
        return Optional.of(host + manifest.group("name") + separator + reference);
    }
}
