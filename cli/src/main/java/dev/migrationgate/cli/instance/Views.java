package dev.migrationgate.cli.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.output.Printable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A view that every instance of a service gives of its own share.
 *
 * @param service what an instance is called in messages
 * @param path where the view is
 * @param field the list in it
 * @param name the field of each entry that it is ordered by
 */
public record Views(String service, String path, String field, String name) {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_OF_A_PROBLEM = 500;

    /**
     * The entries of all instances, by name.
     *
     * @throws CommandException an address is none; an instance is out of reach, or has no answer now: without it, some might be missing unnoticed
     */
    public List<JsonNode> of(List<URI> instances) throws InterruptedException {
        instances.forEach(instance -> ServerAddress.checked(instance, "a " + service, "http://127.0.0.1:8082"));
        List<JsonNode> entries = new ArrayList<>();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            for (URI instance : instances) {
                read(http, instance).path(field).forEach(entries::add);
            }
        }
        entries.sort(Comparator.comparing(entry -> entry.path(name).asText()));
        return entries;
    }

    /** Entries as one instance would answer them. */
    public String json(List<JsonNode> entries) {
        return JsonNodeFactory.instance
                .objectNode()
                .set(field, JsonNodeFactory.instance.arrayNode().addAll(entries))
                .toString();
    }

    private JsonNode read(HttpClient http, URI instance) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(instance.resolve(path)).timeout(LIMIT).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CommandException(
                        CommandException.UNUSABLE,
                        "the " + service + " at " + instance + " answers " + answer.statusCode() + ": "
                                + Printable.cut(answer.body(), MOST_OF_A_PROBLEM));
            }
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new CommandException(
                    CommandException.UNUSABLE, "the " + service + " at " + instance + " is out of reach (" + e + ")");
        }
    }

    /** Apart, since making one costs more than everything else of a start, and a command's help needs none. */
    private static final class Json {
        static final ObjectMapper MAPPER = new ObjectMapper();
    }
}
