package dev.migrationgate.quickstart.demo;

import dev.migrationgate.cli.deploy.Manifests;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.screen.Span;
import dev.migrationgate.quickstart.screen.Table;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Runs the demonstration's steps against a platform that runs elsewhere. Used once. */
public final class RemoteDemo {
    /** Longer than on this machine's own: a broker's or a service's death lies in it. */
    private static final Duration STEP_LIMIT = Duration.ofMinutes(4);

    private final Screen screen;
    private final URI ingest;
    private final URI ledger;
    private final Optional<String> token;
    private final Table table = new Table("DEPLOYMENT", "STEP", "CAME", "SERVES", "TOOK");
    private Optional<URI> service = Optional.empty();

    /**
     * A demonstration on a screen.
     *
     * @param token what proves who deploys; empty: nothing does
     */
    public RemoteDemo(Screen screen, URI ingest, URI ledger, Optional<String> token) {
        this.screen = screen;
        this.ingest = ingest;
        this.ledger = ledger;
        this.token = token;
    }

    /**
     * Runs every step and shows the summary.
     *
     * @param example folder of the example
     * @throws StepFailedException a step did not come out as said
     */
    public void run(Path example) throws InterruptedException {
        try (RemotePlatform platform = new RemotePlatform(ingest, ledger, token);
                ServiceCall call = new ServiceCall()) {
            List<String> deployments = new ArrayList<>();
            List<Step> steps = Step.of(example);
            for (Step step : steps) {
                deployments.add(run(step, platform, call));
            }
            // A deployment that ended must not go on behind our back, the failed one above all.
            for (int i = 0; i < steps.size(); i++) {
                platform.events(deployments.get(i), new Expectation(steps.get(i).expected()), STEP_LIMIT);
            }
        } finally {
            screen.settled();
        }
        screen.heading("Summary");
        table.lines(screen.style()).forEach(screen::line);
    }

    private String run(Step step, RemotePlatform platform, ServiceCall call) throws InterruptedException {
        screen.heading(step.title());
        screen.waiting("posting the manifests");
        String key = "demo-" + UUID.randomUUID();
        String deployment = platform.deploy(Manifests.under(step.manifests()).body(), key, STEP_LIMIT);
        screen.waiting("waiting for " + String.join(", ", step.expected()));
        List<ToldEvent> events = platform.events(deployment, new Expectation(step.expected()), STEP_LIMIT);
        events.stream()
                .flatMap(event -> event.uri().stream())
                .findFirst()
                .ifPresent(uri -> service = Optional.of(reachable(uri)));
        screen.settled();
        Instant first = events.getFirst().time();
        events.forEach(event ->
                screen.line("   +%-9s %s".formatted(Span.of(Duration.between(first, event.time())), event.label())));
        String answer = answer(step, call);
        screen.line("   " + screen.style().green("✓") + " " + answer);
        table.row(
                deployment.substring(0, Math.min(8, deployment.length())),
                step.title().replaceFirst(":.*", ""),
                events.getLast().label(),
                step.serving(),
                Span.of(Duration.between(first, events.getLast().time())));
        return deployment;
    }

    private String answer(Step step, ServiceCall call) throws InterruptedException {
        URI address = service.orElseThrow(() -> new StepFailedException("a service's address", "no ServiceDeployed"));
        screen.waiting("calling the service");
        String body = RemotePlatform.patiently(
                step.serving() + " from " + address,
                STEP_LIMIT,
                () -> call.tried(address, step.serving()),
                text -> true);
        screen.settled();
        return "GET " + address + "  " + body;
    }

    /** Names below {@code localhost} are this machine (RFC 6761, section 6.3), which not every resolver knows. */
    static URI reachable(String uri) {
        URI address = URI.create(uri);
        boolean local = address.getHost().toLowerCase(Locale.ROOT).endsWith(".localhost");
        return local ? URI.create("http://127.0.0.1:" + address.getPort() + address.getPath()) : address;
    }
}
