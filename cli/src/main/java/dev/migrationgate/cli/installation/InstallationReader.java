package dev.migrationgate.cli.installation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.yaml.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Asks a running ingest for its settings and for the manifests that it accepted. */
public final class InstallationReader {
    /** Keys and numbers may be as long as what was accepted. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Limits.ACCEPTED.documentBytes())
                    .maxNumberLength(Limits.ACCEPTED.documentBytes())
                    .build())
            .build());

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final Duration READING_LIMIT = Duration.ofMinutes(5);

    private final AcceptedReader reader = new AcceptedReader(JSON);
    private final URI ingest;
    private final Optional<String> token;

    /**
     * Makes one.
     *
     * @param ingest address of ingest
     * @param token bearer token that the request carries
     */
    public InstallationReader(URI ingest, Optional<String> token) {
        this.ingest = ingest;
        this.token = token;
    }

    /**
     * Asks.
     *
     * @param taken told of manifests as they arrive; may throw where there is no room for more
     * @throws CommandException it is out of reach, refuses, or gives something else
     */
    public Installation read(Consumer<List<Manifest>> taken) throws InterruptedException {
        HttpRequest.Builder request =
                request().header("Accept", "application/json").timeout(ANSWER_LIMIT);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        // It follows no redirects: the token is for this address alone.
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build()) {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body();
                    var _ = new ReadingLimit(body, READING_LIMIT)) {
                if (answer.statusCode() != 200) {
                    throw failed("answers " + answer.statusCode() + hint(answer.statusCode()));
                }
                return read(body, taken);
            }
        } catch (IOException e) {
            throw failed("is out of reach, or does not answer with manifests ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private HttpRequest.Builder request() {
        try {
            return HttpRequest.newBuilder(ingest.resolve("/v1/manifests"));
        } catch (IllegalArgumentException e) {
            throw failed("cannot be asked: it takes an address like http://127.0.0.1:8080");
        }
    }

    private Installation read(InputStream body, Consumer<List<Manifest>> taken) throws IOException {
        PlanSettings settings = PlanSettings.DEFAULT;
        List<Manifest> manifests = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "settings" -> settings = settings(JSON.readTree(json));
                    case "manifests" -> {
                        expect(json.currentToken() == JsonToken.START_ARRAY);
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            Manifest manifest = accepted(json);
                            taken.accept(List.of(manifest));
                            manifests.add(manifest);
                        }
                        expect(json.currentToken() == JsonToken.END_ARRAY);
                    }
                    default -> json.skipChildren();
                }
            }
        }
        return new Installation(settings, Catalogue.of(manifests));
    }

    /** Without it, others that name it would be refused, or what it forbids be let through. */
    private Manifest accepted(JsonParser json) throws IOException {
        try {
            return reader.read(json);
        } catch (AcceptedReader.Unreadable e) {
            String what = "accepted what this command cannot read, perhaps of another version: " + e.getMessage();
            throw failed(what.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?"));
        }
    }

    private static PlanSettings settings(JsonNode json) throws IOException {
        List<String> extensions = new ArrayList<>();
        json.path("extensions").forEach(extension -> extensions.add(extension.asText()));
        for (String field : List.of("region", "cloudProject", "image", "secretVersion", "migrationSeconds")) {
            expect(json.has(field));
        }
        return new PlanSettings(
                json.path("region").asText(),
                json.path("cloudProject").asText(),
                json.path("image").asText(),
                json.path("secretVersion").asText(),
                json.path("migrationSeconds").asInt(),
                Set.copyOf(extensions));
    }

    private static void expect(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("another answer than was expected");
        }
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> "; give a token that may read with --token or GATE_TOKEN";
            case 503 -> "; it does not know all manifests yet, try again a little later";
            default -> "";
        };
    }

    private CommandException failed(String what) {
        return new CommandException(CommandException.UNUSABLE, "ingest at " + ingest + " " + what);
    }
}
