package dev.migrationgate.ingest.source;

import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.catalogue.MemoryCatalogue;
import dev.migrationgate.ingest.catalogue.MemoryWindow;
import dev.migrationgate.ingest.intake.AnyImage;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.change.MergePlanner;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.repository.CommitId;
import dev.migrationgate.repository.GitServer;
import dev.migrationgate.repository.MirrorLimits;
import dev.migrationgate.repository.TreeLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;

/** A repository that is served over http, and all that follows it, in front of a publisher that keeps everything in memory. */
public final class Following implements AutoCloseable {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** The repository. */
    public final dev.migrationgate.repository.Origin origin;

    /** What serves it. */
    public final GitServer server;

    /** What was published. */
    public final FakePublisher publisher = new FakePublisher();

    /** What is counted. */
    public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    /** How it is configured. */
    public final RepositoryConfig config;

    /** What was accepted. */
    public final MemoryCatalogue memory;

    /** What decides. */
    public final Intake intake;

    /** What follows it. */
    public final Sources sources;

    private final TestClock clock = new TestClock();
    private int bodies;

    /** Follows a new repository. */
    public Following(Path folder) throws IOException {
        this(folder, config -> config, true, commits -> commits);
    }

    /** The same, configured in another way, and with commits that do as a test wants. */
    public Following(
            Path folder, UnaryOperator<RepositoryConfig> configured, boolean complete, UnaryOperator<Commits> commits)
            throws IOException {
        origin = dev.migrationgate.repository.Origin.in(folder);
        server = GitServer.serving(origin.repository());
        config = configured.apply(config(server.url().value()));
        memory = new MemoryCatalogue(MemoryWindow.DEFAULT, clock);
        if (complete) {
            Catalogues.complete(memory);
        }
        intake = new Intake(new Planner(PlanSettings.DEFAULT), memory, publisher, new AnyImage(), clock);
        sources = sources(folder.resolve("state"), memory, intake, commits);
    }

    /** The same repository followed by somebody who starts with an empty folder and knows what was published. */
    public Sources restarted(Path state) {
        var other = new MemoryCatalogue(MemoryWindow.DEFAULT, clock);
        Catalogues.complete(other);
        publisher.published.forEach(other::remember);
        return sources(
                state,
                other,
                new Intake(new Planner(PlanSettings.DEFAULT), other, publisher, new AnyImage(), clock),
                c -> c);
    }

    private Sources sources(Path state, MemoryCatalogue known, Intake deciding, UnaryOperator<Commits> commits) {
        var settings = new SourceSettings(Duration.ofMillis(50), 4, MirrorLimits.DEFAULT, TreeLimits.DEFAULT);
        return new Sources(
                List.of(config),
                each -> commits.apply(MirroredCommits.open(each, state, settings, _ -> new byte[0])),
                settings,
                deciding,
                known,
                new MergePlanner(PlanSettings.DEFAULT),
                clock,
                new Random(5),
                metrics);
    }

    static RepositoryConfig config(String url) {
        return new RepositoryConfig(
                "acme/manifests",
                RepositoryConfig.Provider.GITHUB,
                url,
                List.of("main"),
                "",
                Scope.EVERYTHING,
                "x-access-token",
                Optional.empty(),
                List.of(new SecretReference.File(Path.of("/secrets/hook"))),
                Optional.empty(),
                Optional.empty());
    }

    /** Commits to the branch. */
    public CommitId commit(ShopFiles files) throws IOException {
        return origin.commit("main", files.files());
    }

    /** Moves the branch to any commit, as a forced push does. */
    public void reset(CommitId commit) throws IOException {
        RefUpdate update = origin.repository().updateRef("refs/heads/main");
        update.setNewObjectId(ObjectId.fromString(commit.value()));
        update.setForceUpdate(true);
        update.update();
    }

    /** A push that a hook tells of, with a body of its own. */
    public Push push(String id, Optional<CommitId> before, CommitId after) {
        return push(id, "body " + bodies++, before, after);
    }

    /** The same with a body. */
    public Push push(String id, String body, Optional<CommitId> before, CommitId after) {
        var origin = new Origin(
                "github",
                Optional.of("octocat"),
                Optional.of(config.name()),
                Optional.of("refs/heads/main"),
                Optional.of(after.value()));
        var delivery = Delivery.ofHook(id, body.getBytes(StandardCharsets.UTF_8), TRACE, origin);
        return new Push(config, "main", before, after, delivery);
    }

    /** Has a push taken, and tells what deploys, such as {@code mail 1.0.1}. */
    public List<String> deployed(Push push) {
        return deployed(sources.pushes().push(push).join());
    }

    /** The same of a result. */
    public static List<String> deployed(PushResult result) {
        if (result instanceof PushResult.Taken(Outcome.Accepted accepted)) {
            return accepted.deployments().stream().map(Following::shown).toList();
        }
        throw new AssertionError("nothing was accepted: " + result);
    }

    /** What the last submission deploys. */
    public List<String> last() {
        return publisher.published.getLast().deployments().stream()
                .map(Following::shown)
                .toList();
    }

    /** Everything that was deployed so far, in order. */
    public List<String> all() {
        return publisher.published.stream()
                .map(Submission::deployments)
                .flatMap(List::stream)
                .map(Following::shown)
                .toList();
    }

    /** Up to where the branch was accepted. */
    public Optional<String> head() {
        return memory.head(config.name(), "refs/heads/main").map(head -> head.commit());
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    /** How often catching up came to this. */
    public double caughtUp(String outcome) {
        return metrics.counter("ingest.catch.up", "outcome", outcome).count();
    }

    private static String shown(Deployment deployment) {
        return deployment.application().name() + " " + deployment.version();
    }

    @Override
    public void close() {
        sources.close();
        server.close();
        origin.close();
    }

    private static final class TestClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-01T10:00:00Z");

        @Override
        public Instant instant() {
            // Each look is a little later: what is accepted later is newer.
            now = now.plusMillis(1);
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
