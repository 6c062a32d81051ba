package dev.migrationgate.quickstart.demo;

import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.cli.deploy.Manifests;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.stack.Stack;
import dev.migrationgate.quickstart.watch.EventWatch;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Runs the demonstration's steps against a running stack. Used once. */
public final class Demo {
    /** For one step on a slow machine; a step usually takes 2 s to 5 s. */
    private static final Duration STEP_LIMIT = Duration.ofSeconds(90);

    private final Screen screen;
    private final Stack stack;
    private final Timeline timeline = new Timeline();
    private final List<StepResult> results = new ArrayList<>();

    /** A demonstration on a screen. */
    public Demo(Screen screen, Stack stack) {
        this.screen = screen;
        this.stack = stack;
    }

    /**
     * Runs every step and shows the summary.
     *
     * @param example folder of the example
     * @param startedNanos {@link System#nanoTime()} of the command's start
     * @throws StepFailedException a step did not come out as said
     */
    public void run(Path example, long startedNanos) throws InterruptedException {
        Duration platformStart = since(startedNanos);
        try (ResidentMemory memory = ResidentMemory.watch();
                LiveView view = new LiveView(screen, stack.google());
                EventWatch _ = watch(view);
                ServiceCall service = new ServiceCall()) {
            for (Step step : Step.of(example)) {
                run(step, service);
            }
            // A deployment that ended must not go on behind our back, the failed one above all.
            results.forEach(result -> timeline.confirm(
                    result.deploymentId(), new Expectation(result.step().expected())));
            Summary summary = new Summary(results, platformStart, since(startedNanos), memory.peakBytes());
            screen.heading("Summary");
            summary.lines(screen.style()).forEach(screen::line);
        } finally {
            screen.settled();
        }
    }

    private EventWatch watch(LiveView view) {
        return EventWatch.start(stack.bootstrapServers(), stack.registry(), event -> {
            // Shown first: who waits for the event writes below it.
            view.accept(event);
            timeline.add(event);
        });
    }

    private void run(Step step, ServiceCall service) throws InterruptedException {
        screen.heading(step.title());
        screen.waiting("posting the manifests");
        String deployment = post(step);
        timeline.await(
                deployment,
                new Expectation(step.expected()),
                STEP_LIMIT,
                next -> screen.waiting("waiting for " + next));
        screen.waiting("calling the service");
        List<SeenEvent> events = timeline.of(deployment);
        results.add(new StepResult(deployment, step, events));
        URI address = address();
        String answer = service.answer(address, step.serving());
        screen.settled();
        screen.line("");
        screen.line("   " + screen.style().green("✓") + " GET " + address);
        answer.lines().forEach(line -> screen.line("     " + line));
    }

    private String post(Step step) throws InterruptedException {
        String expected = "202 with one deployment for " + step.manifests();
        try (IngestClient ingest = new IngestClient(stack.ingest())) {
            // A key of its own: the same demonstration tomorrow is another request.
            String key = "demo-" + UUID.randomUUID();
            Answer answer = ingest.deploy(Manifests.under(step.manifests()).body(), key);
            return switch (answer) {
                case Answer.Accepted(var deployments)
                when deployments.size() == 1 -> deployments.getFirst().id();
                case Answer.Accepted(var deployments) ->
                    throw new StepFailedException(expected, deployments.toString());
                case Answer.Refused refused -> throw new StepFailedException(expected, words(refused));
            };
        } catch (IOException e) {
            throw new StepFailedException(expected, e.toString());
        }
    }

    private static String words(Answer.Refused refused) {
        return refused.status() + " " + refused.problem()
                + refused.findings().stream().map(finding -> "\n  " + finding).collect(Collectors.joining());
    }

    /** The address that the newest rollout named; there is one service. */
    private URI address() {
        return results.reversed().stream()
                .flatMap(result -> result.events().stream())
                .flatMap(event -> event.value() instanceof ServiceDeployed deployed
                        ? List.of(URI.create(deployed.getUri())).stream()
                        : List.<URI>of().stream())
                .findFirst()
                .orElseThrow(() -> new StepFailedException("a service's address", "no ServiceDeployed"));
    }

    private static Duration since(long startedNanos) {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
