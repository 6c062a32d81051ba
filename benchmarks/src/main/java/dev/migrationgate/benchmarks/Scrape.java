package dev.migrationgate.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What a service's {@code /metrics} said at one time, in Prometheus' text format. */
public record Scrape(List<String> lines) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * Asks for it.
     *
     * @param management the service's management address
     * @return what it said; nothing if it cannot be reached
     */
    public static Scrape of(URI management) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(management.resolve("/metrics"))
                .timeout(LIMIT)
                .build();
        try {
            return new Scrape(HTTP.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .toList());
        } catch (IOException | UncheckedIOException e) {
            return new Scrape(List.of());
        }
    }

    /** Sum of all samples of that name. */
    public double sum(String name) {
        return sum(name, labels -> true);
    }

    /** Sum of the samples of that name whose labels, as they are written, fulfil something. */
    public double sum(String name, Predicate<String> labels) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(labels)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
