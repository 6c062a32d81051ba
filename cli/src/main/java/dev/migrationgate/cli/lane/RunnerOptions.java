package dev.migrationgate.cli.lane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.cli.CommandException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the runners are, and how the lanes are said. */
final class RunnerOptions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** How the answer is written. */
    enum Output {
        text,
        json
    }

    @Option(
            names = "--runner",
            paramLabel = "URL",
            required = true,
            split = ",",
            defaultValue = "${env:GATE_RUNNER}",
            description =
                    "Management address of every instance of migration-runner, with commas between: each has lanes of its"
                            + " own. Default: the variable GATE_RUNNER.")
    private List<URI> runners = List.of();

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: text.")
    private Output output = Output.text;

    Output output() {
        return output;
    }

    /**
     * The lanes of all runners, by name.
     *
     * @throws CommandException a runner is out of reach, or has no answer now: without it, lanes might be missing unnoticed
     */
    List<JsonNode> lanes() throws InterruptedException {
        List<JsonNode> lanes = new ArrayList<>();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            for (URI runner : runners) {
                read(http, runner).path("lanes").forEach(lanes::add);
            }
        }
        lanes.sort(Comparator.comparing(lane -> lane.path("lane").asText()));
        return lanes;
    }

    /** Lanes as the runners answer them. */
    static String json(List<JsonNode> lanes) {
        return JSON.createObjectNode().set("lanes", JSON.valueToTree(lanes)).toString();
    }

    private static JsonNode read(HttpClient http, URI runner) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(runner.resolve("/v1/lanes"))
                .timeout(LIMIT)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new CommandException(
                        CommandException.UNUSABLE,
                        "the runner at " + runner + " answers " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new CommandException(
                    CommandException.UNUSABLE, "the runner at " + runner + " is out of reach (" + e + ")");
        }
    }
}
