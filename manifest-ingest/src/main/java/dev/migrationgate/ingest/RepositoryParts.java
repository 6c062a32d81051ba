package dev.migrationgate.ingest;

import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.ingest.hook.Hooks;
import dev.migrationgate.ingest.http.Hook;
import dev.migrationgate.ingest.http.HookRoutes;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.source.MirroredCommits;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.ingest.source.Sources;
import dev.migrationgate.manifests.change.MergePlanner;
import dev.migrationgate.service.Readiness;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/** What follows repositories of manifests. */
final class RepositoryParts implements AutoCloseable {
    private final List<Hooks> hosts;
    private final HookRoutes routes;
    private final Sources sources;

    RepositoryParts(
            IngestConfig config,
            Secrets secrets,
            Intake intake,
            Memory memory,
            String statusBase,
            MeterRegistry metrics,
            Clock clock) {
        List<RepositoryConfig> repositories = config.connections().repositories();
        var random = new SecureRandom();
        sources = new Sources(
                repositories,
                repository -> MirroredCommits.open(repository, config.state(), config.sources(), secrets),
                config.sources(),
                intake,
                memory,
                new MergePlanner(config.plan()),
                clock,
                random,
                metrics);
        hosts = Arrays.stream(RepositoryConfig.Provider.values())
                .map(provider -> Hooks.of(provider, repositories, secrets, clock))
                .toList();
        routes = new HookRoutes(sources.pushes(), statusBase, metrics);
    }

    /** The paths that hosts post to. */
    List<Hook> hooks(Executor workers) {
        return routes.hooks(hosts, workers);
    }

    /** Begins to ask for pushes that nobody told of, and tells which repositories cannot be read, and which branches are not accepted. */
    void start(Readiness readiness) {
        sources.report(readiness::aside);
        sources.start();
    }

    @Override
    public void close() {
        sources.close();
    }
}
