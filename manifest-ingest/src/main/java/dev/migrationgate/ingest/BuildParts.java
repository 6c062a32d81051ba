package dev.migrationgate.ingest;

import dev.migrationgate.access.oidc.HttpKeyServer;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.ingest.build.BuildInbox;
import dev.migrationgate.ingest.build.BuildIntake;
import dev.migrationgate.ingest.build.BuildsConfig;
import dev.migrationgate.ingest.build.letter.KafkaBuildLetters;
import dev.migrationgate.ingest.build.pubsub.BuildSubscription;
import dev.migrationgate.ingest.build.push.OidcPushToken;
import dev.migrationgate.ingest.catalogue.DeadLetters;
import dev.migrationgate.ingest.http.CloudBuildHook;
import dev.migrationgate.ingest.http.Hook;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.service.Dependencies;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The ways by which ingest hears of builds, as far as they are configured. */
final class BuildParts implements AutoCloseable {
    /** How long a message is kept back that has to come again. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final BuildsConfig config;
    private final BuildInbox inbox;
    private final Clock clock;
    private final HttpKeyServer keys = new HttpKeyServer();
    private Optional<BuildSubscription> subscription = Optional.empty();

    BuildParts(
            IngestConfig config,
            Intake intake,
            Memory memory,
            DeadLetters letters,
            MeterRegistry metrics,
            Clock clock) {
        this.config = config.connections().builds();
        this.clock = clock;
        var builds = new BuildIntake(intake, new Planner(config.plan()), memory, this.config.environments());
        inbox = new BuildInbox(builds, new KafkaBuildLetters(letters, clock, metrics), metrics);
    }

    List<Hook> hooks(Executor workers) {
        return config.push().stream()
                .map(push -> new CloudBuildHook(inbox, new OidcPushToken(push, keys, clock), workers).hook())
                .toList();
    }

    /** Starts to pull; shown among the dependencies, though everything else works without. */
    void pull(GoogleCloud google, Dependencies dependencies) {
        subscription = config.subscription().map(name -> BuildSubscription.start(google, name, inbox, PAUSE));
        subscription.ifPresent(pulling -> dependencies.aside("builds", pulling::check));
    }

    @Override
    public void close() {
        subscription.ifPresent(BuildSubscription::close);
        keys.close();
    }
}
