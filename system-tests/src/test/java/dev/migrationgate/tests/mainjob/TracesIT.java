package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.tests.mainjob.SpanReceiver.Told;
import dev.migrationgate.trace.TraceParent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment's trace, as a collector gets it. */
class TracesIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void aDeploymentIsOneTraceFromTheRequestToTheLedger(@TempDir Path state) throws Exception {
        try (SpanReceiver collector = SpanReceiver.start();
                RunningSystem system = RunningSystem.startWith(state, collector.variables())) {
            // The service needs the tables of its own migration.
            system.versionOne("before");

            String deployment = TracedRequest.post(system, "traced");
            system.awaited(deployment, ServiceDeployed.class);

            await().atMost(LIMIT).untilAsserted(() -> assertWhole(collector.of(TracedRequest.TRACE)));
            List<Told> spans = collector.of(TracedRequest.TRACE);
            assertThat(spans)
                    .extracting(Told::service)
                    .contains("manifest-ingest", "migration-runner", "service-deployer", "deployment-ledger");
            assertThat(spans)
                    .allSatisfy(
                            told -> assertThat(told.resource()).containsKeys("service.version", "service.instance.id"));
            assertThat(spans.toString()).doesNotContain("postgresql://", "TRACEPARENT");
            // What the migration tells itself is a child of the runner's span for it.
            String container = TracedRequest.toldTo(
                    system, system.of(deployment, MigrationSucceeded.class).getFirst());
            assertThat(new TraceParent(container).spanId())
                    .isEqualTo(named(spans, "migration").id());
            assertThat(way(spans, "google.cloud.run.v2.Services/UpdateService"))
                    .containsSubsequence("rollout", "migration", "POST /v1/deployments");
            assertThat(way(spans, "google.cloud.run.v2.Jobs/CreateJob"))
                    .containsSubsequence("StartExecution", "migration", "POST /v1/deployments");
        }
    }

    @Test
    void aCollectorThatHangsHoldsNothingUp(@TempDir Path state) throws Exception {
        try (SpanReceiver collector = SpanReceiver.hanging()) {
            Map<String, String> variables = new HashMap<>(collector.variables());
            variables.put("OTEL_BSP_MAX_QUEUE_SIZE", "2");
            variables.put("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "2");
            try (RunningSystem system = RunningSystem.startWith(state, variables)) {
                String deployment = system.post("v1", "hanging");

                system.awaited(deployment, ServiceDeployed.class);

                assertThat(TracedRequest.get(system.stack().runner().resolve("/metrics")))
                        .containsPattern("gate_traces_spans_total\\{outcome=\"dropped\"[^}]*} [1-9]");
            }
        }
    }

    private static void assertWhole(List<Told> spans) {
        assertThat(spans)
                .extracting(Told::name)
                .contains(
                        "POST /v1/deployments",
                        "process deployment-requested",
                        "migration",
                        "PrepareDatabase",
                        "StartExecution",
                        "WatchExecution",
                        "process migration-succeeded",
                        "CheckEvidence",
                        "CreateRevision",
                        "ShiftTraffic",
                        "rollout",
                        "process service-deployed");
        Set<String> known = spans.stream().map(Told::id).collect(Collectors.toSet());
        assertThat(spans).extracting(Told::id).doesNotHaveDuplicates();
        assertThat(spans)
                .filteredOn(told -> !known.contains(told.parent()))
                .singleElement()
                .satisfies(first -> {
                    assertThat(first.name()).isEqualTo("POST /v1/deployments");
                    assertThat(first.parent()).isEqualTo(TracedRequest.CALLER);
                });
    }

    /** The names of the spans from one up to the first. */
    private static List<String> way(List<Told> spans, String from) {
        Map<String, Told> byId = spans.stream().collect(Collectors.toMap(Told::id, each -> each));
        return java.util.stream.Stream.iterate(
                        named(spans, from), java.util.Objects::nonNull, told -> byId.get(told.parent()))
                .map(Told::name)
                .toList();
    }

    private static Told named(List<Told> spans, String name) {
        return spans.stream()
                .filter(told -> told.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
