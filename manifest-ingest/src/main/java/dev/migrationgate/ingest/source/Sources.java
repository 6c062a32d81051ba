package dev.migrationgate.ingest.source;

import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.manifests.change.MergePlanner;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The repositories that ingest follows: told of pushes, and asked for them. */
public final class Sources implements AutoCloseable {
    private final Map<String, WatchedRepository> repositories = new LinkedHashMap<>();
    private final Pushes pushes;
    private final Refusals refusals;
    private final BranchComparison comparison;
    private final CatchUp catchUp;

    /**
     * Puts it together; nothing is asked yet.
     *
     * @param opening finds the commits of a repository
     */
    public Sources(
            List<RepositoryConfig> configured,
            Function<RepositoryConfig, Commits> opening,
            SourceSettings settings,
            Intake intake,
            Memory memory,
            MergePlanner planner,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        var exchanges = new Semaphore(settings.exchanges(), true);
        Duration wait = settings.fetch().turn();
        configured.forEach(config ->
                repositories.put(config.name(), new WatchedRepository(config, opening.apply(config), exchanges, wait)));
        pushes = new Pushes(repositories, intake, memory, planner);
        var catchUpMetrics = new CatchUpMetrics(metrics);
        var catchUps = new Semaphore(settings.catchUps(), true);
        refusals = new Refusals(clock);
        comparison = new BranchComparison(pushes, memory, clock, catchUpMetrics, refusals, catchUps);
        repositories.values().forEach(comparison::show);
        catchUp = new CatchUp(repositories.values(), comparison, memory, settings.catchUp(), random, catchUpMetrics);
    }

    /** Begins to ask for pushes that nobody told of. */
    public void start() {
        catchUp.start();
    }

    /** Takes pushes. */
    public Pushes pushes() {
        return pushes;
    }

    /** Asks every repository once, now, and waits for what comes of it. */
    void catchUp() throws InterruptedException {
        for (WatchedRepository repository : repositories.values()) {
            comparison.compare(repository);
        }
    }

    /** Gives each repository and branch, and what is wrong with it at the moment, to somebody who tells. */
    public void report(BiConsumer<String, Supplier<Optional<String>>> teller) {
        repositories.forEach((name, repository) -> {
            teller.accept("repository " + name, repository::problem);
            for (String branch : repository.config().branches()) {
                var followed = new Branch(name, branch);
                teller.accept("branch " + branch + " of " + name, () -> refusals.problem(followed));
            }
        });
    }

    /** Stops within 20 seconds. */
    @Override
    public void close() {
        catchUp.close();
        pushes.close();
    }
}
