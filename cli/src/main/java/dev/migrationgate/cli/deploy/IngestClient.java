package dev.migrationgate.cli.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.instance.ServerAddress;
import dev.migrationgate.cli.ledger.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Posts manifests to ingest over HTTP. Safe for several threads; close frees its connections. */
public final class IngestClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** Longer than ingest itself waits for Kafka, so that its own answer arrives. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    private final URI ingest;
    private final Optional<String> token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();

    /** A client of an ingest on the same machine, where nobody has to prove who they are. */
    public IngestClient(URI ingest) {
        this(ingest, Optional.empty());
    }

    /**
     * A client of an ingest.
     *
     * @param ingest its address, for example {@code http://127.0.0.1:8080}
     * @param token what proves who calls; empty: nothing does
     * @throws CommandException it is no address
     */
    public IngestClient(URI ingest, Optional<String> token) {
        this.ingest = ServerAddress.checked(ingest, "ingest", "http://127.0.0.1:8080");
        this.token = token;
    }

    /**
     * Asks for a deployment of every application in the manifests. May be repeated with the same key: it stays the same
     * deployment.
     *
     * @param yaml the manifests, as YAML documents
     * @param idempotencyKey what makes a repeated request the same one
     * @throws IOException ingest is out of reach, or its answer cannot be read
     */
    public Answer deploy(String yaml, String idempotencyKey) throws IOException, InterruptedException {
        HttpResponse<String> response = post("/v1/deployments", "application/yaml", yaml, idempotencyKey);
        return read(response.statusCode(), response.body());
    }

    /**
     * Asks for a deployment to be made again. May be repeated with the same key.
     *
     * @param wanted the fields {@code deployment}, {@code partition}, {@code offset}, {@code migrations}, {@code reason}, {@code
     *     actor}, for another environment {@code into}, and, to hear only whether it would be taken, {@code dryRun}
     * @param idempotencyKey what makes a repeated request the same one
     * @throws IOException ingest is out of reach, or its answer cannot be read
     */
    public Answer redeploy(Map<String, Object> wanted, String idempotencyKey) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(wanted);
        HttpResponse<String> response = post("/v1/redeployments", "application/json", body, idempotencyKey);
        return read(response.statusCode(), response.body());
    }

    /**
     * Asks for something about a deployment. May be repeated with the same key.
     *
     * @param deployment its id
     * @param wish the fields {@code command}, {@code actor}, {@code reason} and, to release a lane, {@code verdict}
     * @param idempotencyKey what makes a repeated request the same one
     * @return why it was refused; empty: it was accepted
     * @throws IOException ingest is out of reach, or its answer cannot be read
     */
    public Optional<Answer.Refused> command(String deployment, Map<String, String> wish, String idempotencyKey)
            throws IOException, InterruptedException {
        String path = "/v1/deployments/" + URLEncoder.encode(deployment, StandardCharsets.UTF_8) + "/commands";
        HttpResponse<String> response = post(path, "application/json", JSON.writeValueAsString(wish), idempotencyKey);
        return read(response.statusCode(), response.body()) instanceof Answer.Refused refused
                ? Optional.of(refused)
                : Optional.empty();
    }

    private HttpResponse<String> post(String path, String type, String body, String idempotencyKey)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(ingest.resolve(path))
                .header("Content-Type", type)
                .header("Idempotency-Key", idempotencyKey)
                .timeout(ANSWER_LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    /** An answer's meaning; whatever is not JSON is shown as it came. */
    static Answer read(int status, String body) throws IOException {
        if (status / 100 == 2) {
            List<Answer.Deployment> deployments = new ArrayList<>();
            for (JsonNode deployment : JSON.readTree(body).path("deployments")) {
                deployments.add(new Answer.Deployment(
                        deployment.path("deploymentId").asText(),
                        deployment.path("applicationId").asText(),
                        deployment.path("lane").asText()));
            }
            return new Answer.Accepted(deployments);
        }
        try {
            JsonNode problem = JSON.readTree(body);
            return new Answer.Refused(status, kind(problem), Problem.sentence(problem), findings(problem));
        } catch (JsonProcessingException e) {
            return new Answer.Refused(status, "", body.strip(), List.of());
        }
    }

    /** The last part of the type, which is a URN. */
    private static String kind(JsonNode problem) {
        String type = problem.path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private static List<String> findings(JsonNode problem) {
        List<String> lines = new ArrayList<>();
        problem.path("findings").forEach(finding -> lines.add(line(finding)));
        return lines;
    }

    private static String line(JsonNode finding) {
        String place = Stream.of("file", "line", "column")
                .map(name -> finding.path(name).asText())
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(":"));
        return Stream.of(
                        place,
                        finding.path("path").asText(),
                        finding.path("message").asText())
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
    }
}
