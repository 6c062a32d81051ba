package dev.migrationgate.quickstart.demo;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What one deployment's events say about time. Cloud Run's clock and ours are the same machine's here.
 *
 * @param toStart request accepted until the execution started
 * @param migration how long the execution ran
 * @param toUpdate execution ended (or migration decided, where none ran) until the service's update was called
 * @param total request accepted until the last event
 */
record Figures(Optional<Duration> toStart, Optional<Duration> migration, Optional<Duration> toUpdate, Duration total) {

    /** Reads them from a deployment's events, of which there must be one at least. */
    static Figures of(List<SeenEvent> events) {
        Optional<ExecutionEvidence> evidence =
                values(events).flatMap(Figures::evidence).findFirst();
        Instant first = values(events)
                .flatMap(value ->
                        value instanceof DeploymentRequested event ? Stream.of(event.getRequestedAt()) : Stream.of())
                .findFirst()
                .orElse(events.getFirst().time());
        Instant last =
                events.stream().map(SeenEvent::time).max(Instant::compareTo).orElse(first);
        Optional<Instant> start = evidence.flatMap(ExecutionEvidence::getStartedAt);
        Optional<Instant> end = evidence.flatMap(ExecutionEvidence::getCompletedAt);
        return new Figures(
                start.map(time -> Duration.between(first, time)),
                between(start, end),
                between(end.or(() -> decided(events)), updateCalled(events)),
                Duration.between(first, last));
    }

    private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(start -> to.map(end -> Duration.between(start, end)));
    }

    private static Stream<ExecutionEvidence> evidence(SpecificRecord value) {
        return switch (value) {
            case MigrationSucceeded event -> event.getEvidence().stream();
            case MigrationFailed event -> event.getEvidence().stream();
            default -> Stream.of();
        };
    }

    private static Optional<Instant> decided(List<SeenEvent> events) {
        return values(events)
                .flatMap(value ->
                        value instanceof MigrationSucceeded event ? Stream.of(event.getDecidedAt()) : Stream.of())
                .findFirst();
    }

    private static Optional<Instant> updateCalled(List<SeenEvent> events) {
        return values(events)
                .flatMap(value ->
                        value instanceof ServiceDeployed event ? event.getUpdateCalledAt().stream() : Stream.of())
                .findFirst();
    }

    private static Stream<SpecificRecord> values(List<SeenEvent> events) {
        return events.stream().map(SeenEvent::value);
    }
}
