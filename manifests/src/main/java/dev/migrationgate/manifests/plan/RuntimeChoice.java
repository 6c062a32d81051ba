package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.plan.DeploymentPlan.StartupProbe;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Port, startup probe, scaling and readiness deadline of a service. */
final class RuntimeChoice {
    /** Cloud Run's own. Source: Cloud Run container runtime contract. */
    private static final int DEFAULT_PORT = 8080;

    /** Cloud Run's own for an HTTP probe. Source: Cloud Run, "Configure container health checks". */
    private static final int DEFAULT_PERIOD_SECONDS = 10;

    private static final String HTTP = "http";
    private static final int DEFAULT_TIMEOUT_SECONDS = 1;
    private static final int DEFAULT_FAILURES = 3;
    private static final int DEFAULT_READINESS_SECONDS = 240;

    /** What a revision may take beside its probes: pulling the image and starting the container. */
    private static final int START_SECONDS = 60;

    private final Pair pair;
    private final Findings findings;
    private final Spec.DeploymentConfig config;

    RuntimeChoice(Pair pair, Findings findings) {
        this.pair = pair;
        this.findings = findings;
        this.config = pair.configSpec();
    }

    /** Reports what Cloud Run does not offer. */
    void check() {
        if (config.startup()
                .map(RuntimeChoice::protocol)
                .filter(protocol -> !protocol.equals(HTTP) && !protocol.equals("tcp"))
                .isPresent()) {
            find("Cloud Run probes by http or tcp only", "write 'http' or 'tcp'", "health", "startup", "protocol");
        }
        if (maxInstances()
                .filter(count -> count < config.minInstances().orElse(0))
                .isPresent()) {
            find("the highest instance count is below the lowest", "make max at least min", "scaling", "max");
        }
    }

    /** The port whose protocol is HTTP, else the first; Cloud Run sends requests to one port only. */
    int port() {
        var ports = new TreeMap<>(config.ports());
        Set<String> http = Set.of(HTTP, "http1", "h2c", "http2");
        return ports.entrySet().stream()
                .filter(entry -> http.contains(entry.getValue().toLowerCase(Locale.ROOT)))
                .map(entry -> entry.getKey())
                .findFirst()
                .or(() -> ports.keySet().stream().findFirst())
                .orElse(DEFAULT_PORT);
    }

    Optional<StartupProbe> startupProbe() {
        return config.startup().map(startup -> {
            String protocol = protocol(startup);
            return new StartupProbe(
                    protocol,
                    protocol.equals(HTTP) ? Optional.of(startup.path().orElse("/")) : Optional.empty(),
                    startup.port().orElseGet(this::port),
                    startup.checkIntervalSeconds().orElse(DEFAULT_PERIOD_SECONDS),
                    startup.timeoutSeconds().orElse(DEFAULT_TIMEOUT_SECONDS),
                    startup.unhealthyThreshold().orElse(DEFAULT_FAILURES));
        });
    }

    Optional<Integer> maxInstances() {
        return config.maxInstances();
    }

    /** At least as long as the startup probe is patient. */
    int readinessDeadlineSeconds() {
        return startupProbe()
                .map(probe -> (long) probe.periodSeconds() * probe.failureThreshold() + START_SECONDS)
                .map(seconds -> Math.clamp(seconds, DEFAULT_READINESS_SECONDS, Integer.MAX_VALUE))
                .orElse(DEFAULT_READINESS_SECONDS);
    }

    private static String protocol(Spec.Startup startup) {
        return startup.protocol().orElse(HTTP).toLowerCase(Locale.ROOT);
    }

    private void find(String message, String cure, String block, String... fields) {
        var path = new String[fields.length + 2];
        path[0] = "spec";
        path[1] = block;
        System.arraycopy(fields, 0, path, 2, fields.length);
        Pair.find(pair.config(), findings, FindingCode.VALUE_NOT_ALLOWED, message, cure, path);
    }
}
