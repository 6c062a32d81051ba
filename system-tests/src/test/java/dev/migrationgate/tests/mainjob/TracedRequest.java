package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.run.v2.EnvVar;
import dev.migrationgate.events.MigrationSucceeded;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A deployment that is asked for within a trace of the caller's. */
final class TracedRequest {
    static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    static final String CALLER = "b7ad6b7169203331";
    static final String TRACEPARENT = "00-" + TRACE + "-" + CALLER + "-01";

    private TracedRequest() {}

    /** Asks, and answers the deployment's id. Its migration fails unless its variable names the trace. */
    static String post(RunningSystem system, String key) throws Exception {
        String script = "case $TRACEPARENT in 00-" + TRACE + "-????????????????-01) exit 0;; esac; exit 1";
        HttpRequest request = HttpRequest.newBuilder(system.stack().ingest().resolve("/v1/deployments"))
                .header("Content-Type", "application/yaml")
                .header("Idempotency-Key", key)
                .header("traceparent", TRACEPARENT)
                .POST(HttpRequest.BodyPublishers.ofString(RunningSystem.migrating(script, "timeoutSeconds: 600")))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return new ObjectMapper()
                    .readTree(answer.body())
                    .get("deployments")
                    .get(0)
                    .get("deploymentId")
                    .asText();
        }
    }

    /** What the container of the deployment's migration was told. */
    static String toldTo(RunningSystem system, MigrationSucceeded succeeded) {
        return system
                .stack()
                .google()
                .executions()
                .getExecution(succeeded.getEvidence().orElseThrow().getExecution())
                .getTemplate()
                .getContainers(0)
                .getEnvList()
                .stream()
                .filter(variable -> variable.getName().equals("TRACEPARENT"))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** The text that an address answers with. */
    static String get(URI address) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
