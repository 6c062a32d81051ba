package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.Probe;
import dev.migrationgate.emulator.backend.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Whether a container has started: it accepts connections on its port or, where its startup probe names a path, answers there
 * with 2xx or 3xx. Asked more often than Cloud Run asks, but given the same time.
 *
 * @param path empty for a connection alone
 * @param limit time it has in all
 */
record StartupCheck(String path, Duration limit) {
    /** Cloud Run's default probe: TCP, one try of 240 s (https://cloud.google.com/run/docs/configuring/healthchecks). */
    private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(4);

    private static final int DEFAULT_PERIOD_SECONDS = 10;
    private static final int DEFAULT_FAILURES = 3;
    private static final int CONNECT_MILLIS = 1000;

    static StartupCheck of(Container container) {
        if (!container.hasStartupProbe()) {
            return new StartupCheck("", DEFAULT_LIMIT);
        }
        Probe probe = container.getStartupProbe();
        int period = probe.getPeriodSeconds() > 0 ? probe.getPeriodSeconds() : DEFAULT_PERIOD_SECONDS;
        int failures = probe.getFailureThreshold() > 0 ? probe.getFailureThreshold() : DEFAULT_FAILURES;
        String path = probe.hasHttpGet() ? "/" + probe.getHttpGet().getPath().replaceFirst("^/", "") : "";
        return new StartupCheck(path, Duration.ofSeconds(probe.getInitialDelaySeconds() + (long) period * failures));
    }

    /** Asks once. */
    boolean passes(Endpoint endpoint, HttpClient client) throws InterruptedException {
        try {
            if (path.isEmpty()) {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), CONNECT_MILLIS);
                    return true;
                }
            }
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + endpoint + path))
                    .timeout(Duration.ofMillis(CONNECT_MILLIS))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 400;
        } catch (IOException e) {
            return false; // not listening yet, which is what is asked
        }
    }
}
