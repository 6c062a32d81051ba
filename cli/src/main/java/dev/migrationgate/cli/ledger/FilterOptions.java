package dev.migrationgate.cli.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployments are asked for. */
final class FilterOptions {
    @Option(names = "--environment", paramLabel = "NAME", description = "Those of an environment.")
    private @Nullable String environment;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            split = ",",
            completionCandidates = Statuses.class,
            converter = Statuses.Converter.class,
            description = "Those that stand so, with commas between: ${COMPLETION-CANDIDATES}.")
    private List<String> statuses = List.of();

    @Option(names = "--actor", paramLabel = "NAME", description = "Those that somebody asked for.")
    private @Nullable String actor;

    @Option(names = "--commit", paramLabel = "SHA", description = "Those of a commit: 7 or more of its digits.")
    private @Nullable String commit;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description = "Those requested at that time or later: 2026-11-27, 2026-11-27T13:00:00Z, or 2h (ago).")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description = "Those requested before that time.")
    private @Nullable Instant until;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            converter = CountConverter.class,
            description = "How many at most, of those that move and of those that ended. Default: 200 and 10.")
    private @Nullable Integer limit;

    /** For picocli. */
    FilterOptions() {}

    /** Whether any is given. */
    boolean isGiven() {
        return !statuses.isEmpty()
                || Stream.of(
                                Optional.ofNullable(environment),
                                Optional.ofNullable(actor),
                                Optional.ofNullable(commit),
                                Optional.ofNullable(since),
                                Optional.ofNullable(until),
                                Optional.ofNullable(limit))
                        .anyMatch(Optional::isPresent);
    }

    /** How many, where it is not said. */
    int limit(int otherwise) {
        return Optional.ofNullable(limit).orElse(otherwise);
    }

    /** Those of some statuses that are asked for. */
    List<String> among(List<String> some) {
        return some.stream()
                .filter(status -> statuses.isEmpty() || statuses.contains(status))
                .toList();
    }

    /** All but statuses and limit. */
    Query query() {
        return Query.NONE
                .with("environment", Optional.ofNullable(environment))
                .with("actor", Optional.ofNullable(actor))
                .with("commit", Optional.ofNullable(commit))
                .with("since", Optional.ofNullable(since).map(Instant::toString))
                .with("until", Optional.ofNullable(until).map(Instant::toString));
    }
}
