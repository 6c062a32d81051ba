package dev.migrationgate.cli.redeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.cli.CommandException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Asks the ledger for what was recorded. */
final class LedgerReader implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI ledger;
    private final Optional<String> token;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    LedgerReader(URI ledger, Optional<String> token) {
        this.ledger = ledger;
        this.token = token;
    }

    /** A deployment with its events; an id may be cut to its beginning. */
    JsonNode deployment(String id) throws InterruptedException {
        return there("/v1/deployments/" + encoded(id));
    }

    /** An application, with what it serves. */
    JsonNode application(String id) throws InterruptedException {
        return there("/v1/applications/" + segments(id));
    }

    /** A lane; empty where nothing is in it. */
    Optional<JsonNode> lane(String id) throws InterruptedException {
        return find("/v1/lanes/" + segments(id));
    }

    /** Every application below a beginning of ids; all of them where that is empty. */
    List<JsonNode> applications(String within) throws InterruptedException {
        String query = within.isEmpty() ? "" : "&within=" + encoded(within);
        List<JsonNode> all = new ArrayList<>();
        first("/v1/applications?limit=200" + query, "applications", each -> {
            all.add(each);
            return false;
        });
        return all;
    }

    /** The newest of an application's deployments that were requested before a time, and fit. */
    Optional<JsonNode> newestDeployed(String application, String until, Predicate<JsonNode> fits)
            throws InterruptedException {
        String query = "?status=deployed&limit=50&application=" + encoded(application) + "&until=" + encoded(until);
        return first("/v1/deployments" + query, "deployments", fits);
    }

    /**
     * Whether the ledger has read everything.
     *
     * @return empty: it has; else how far it is
     */
    Optional<String> incomplete() throws InterruptedException {
        JsonNode state = there("/v1/ledger");
        return state.path("complete").asBoolean(true)
                ? Optional.empty()
                : Optional.of(
                        state.path("read").asLong() + " of " + state.path("of").asLong() + " records");
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    /** The first that fits, on whichever page; a page may have none, and yet not be the last. */
    private Optional<JsonNode> first(String path, String field, Predicate<JsonNode> fits) throws InterruptedException {
        String cursor = "";
        while (true) {
            JsonNode page = there(path + cursor);
            for (JsonNode each : page.path(field)) {
                if (fits.test(each)) {
                    return Optional.of(each);
                }
            }
            String next = page.path("next").asText();
            String following = "&cursor=" + encoded(next);
            if (next.isEmpty() || following.equals(cursor)) {
                return Optional.empty();
            }
            cursor = following;
        }
    }

    private JsonNode there(String path) throws InterruptedException {
        return find(path)
                .orElseThrow(() -> new CommandException(
                        CommandException.UNUSABLE, "the ledger at " + ledger + " does not know " + path));
    }

    private Optional<JsonNode> find(String path) throws InterruptedException {
        String base = ledger.toString().replaceAll("/+$", "");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(json.readTree(answer.body()));
                case 404 -> Optional.empty();
                default ->
                    throw new CommandException(
                            CommandException.UNUSABLE,
                            "the ledger at " + ledger + " answers " + answer.statusCode() + ": "
                                    + Recorded.oneLine(answer.body()));
            };
        } catch (IOException e) {
            throw new CommandException(
                    CommandException.UNUSABLE, "the ledger at " + ledger + " is out of reach (" + e + ")");
        }
    }

    private static String segments(String id) {
        return Arrays.stream(id.split("/", -1)).map(LedgerReader::encoded).collect(Collectors.joining("/"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
