package dev.migrationgate.deployer.cloudrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.ExecutionTemplate;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TaskTemplate;
import com.google.cloud.run.v2.TrafficTargetStatus;
import dev.migrationgate.deployer.rollout.ContainerPlan;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Deployments;
import dev.migrationgate.deployer.rollout.EnvironmentValue;
import dev.migrationgate.deployer.rollout.Evidence;
import dev.migrationgate.deployer.rollout.GateOutcome;
import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutLimits;
import dev.migrationgate.deployer.rollout.RolloutMachine;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.deployer.rollout.ServicePlan;
import dev.migrationgate.emulator.CloudEmulator;
import dev.migrationgate.emulator.EmulatorConfig;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.google.WriteLimit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts against the emulator, through Google's own client. */
class CloudRunRolloutsIT {
    private static final String REGISTRY = "europe-west1-docker.pkg.dev/p1/docker/";
    private static final String PARENT = "projects/p1/locations/europe-west1";
    private static final String SERVER = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;

            class Serve {
                public static void main(String[] args) throws Exception {
                    var server = HttpServer.create(
                            new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))), 0);
                    byte[] answer = (System.getenv("INFRASTREAM_APP_VERSION") + " " + System.getenv("MODE")).getBytes();
                    server.createContext("/broken", exchange -> {
                        exchange.sendResponseHeaders(500, -1);
                        exchange.close();
                    });
                    server.createContext("/", exchange -> {
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                        exchange.close();
                    });
                    server.start();
                }
            }
            """;

    /** As the runner names it. */
    private static final String JOB =
            "m-" + Deployments.applied(1).deploymentId().substring(0, 20) + "-a1";

    @TempDir
    private Path folder;

    private final RolloutMachine machine = new RolloutMachine(RolloutLimits.within(Duration.ofMinutes(1)));
    private final Clock clock = Clock.systemUTC();
    private CloudEmulator emulator;
    private GoogleCloud google;
    private CloudRunRollouts effects;

    @BeforeEach
    void start() throws IOException {
        image("api", "[\"java\", \"Serve.java\"]");
        image("broken", "[\"false\"]");
        image("migrate", "[\"true\"]");
        emulator = CloudEmulator.start(new EmulatorConfig(0, folder.resolve("state"), folder.resolve("images")));
        google = GoogleCloud.open(Optional.of(emulator.endpoint()));
        effects = CloudRunRollouts.with(google, new WriteLimit(6_000, clock), clock);
    }

    @AfterEach
    void stop() {
        google.close();
        emulator.close();
    }

    @Test
    void versionsFollowEachOtherAndABrokenOneLeavesTheLastOneServing() throws Exception {
        Deployment one = deployment(1, "api", applied());
        Deployment two = deployment(2, "api", Optional.empty());
        Deployment broken = deployment(3, "broken", Optional.empty());

        RolloutEvent first = deploy(one);
        assertThat(first).isInstanceOf(RolloutEvent.Deployed.class);
        assertThat(call(((RolloutEvent.Deployed) first).uri())).isEqualTo("1.0.1 live");

        RolloutEvent second = deploy(two);
        assertThat(second).isInstanceOf(RolloutEvent.Deployed.class);
        assertThat(call(((RolloutEvent.Deployed) second).uri())).isEqualTo("1.0.2 live");

        RolloutEvent third = deploy(broken);
        assertThat(third).isInstanceOf(RolloutEvent.DeployFailed.class);
        assertThat(((RolloutEvent.DeployFailed) third).failure().message()).contains("failed to start");
        assertThat(call(((RolloutEvent.Deployed) second).uri())).isEqualTo("1.0.2 live");
        Service service = google.services().getService(one.service().resource());
        assertThat(service.getTrafficStatusesList())
                .filteredOn(status -> status.getPercent() > 0)
                .extracting(TrafficTargetStatus::getRevision, TrafficTargetStatus::getPercent)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(two.revisionName(), 100));
    }

    @Test
    void aRevisionThatFailsItsSmokeRequestGetsNoTraffic() throws Exception {
        Deployment one = deployment(1, "api", applied(), Optional.of("/works?deep=yes"));
        Deployment two = deployment(2, "api", Optional.empty(), Optional.of("/broken"));

        RolloutEvent first = deploy(one);
        RolloutEvent second = deploy(two);

        assertThat(first).isInstanceOf(RolloutEvent.Deployed.class);
        assertThat(((RolloutEvent.DeployFailed) second).failure().message())
                .contains("/broken")
                .contains("status 500");
        assertThat(call(((RolloutEvent.Deployed) first).uri())).isEqualTo("1.0.1 live");
    }

    @Test
    void anOlderVersionIsDeployedAfterTheNewestFailed() throws Exception {
        Deployment one = deployment(1, "api", Optional.empty());
        Deployment two = deployment(2, "api", Optional.empty());
        Deployment broken = deployment(3, "broken", Optional.empty());

        List<RolloutEvent> endings = deployAll(one, broken, two);

        assertThat(endings)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Deployed", "DeployFailed", "Deployed");
        assertThat(call(((RolloutEvent.Deployed) endings.getLast()).uri())).isEqualTo("1.0.2 live");
    }

    @Test
    void aRolloutThatIsDoneTwiceMakesOneRevision() throws Exception {
        Deployment one = deployment(1, "api", Optional.empty());

        RolloutEvent first = deploy(one);
        RolloutEvent again = deploy(one);

        assertThat(again)
                .isInstanceOfSatisfying(
                        RolloutEvent.Deployed.class,
                        deployed -> assertThat(deployed.updateCalledAt())
                                .isEqualTo(((RolloutEvent.Deployed) first).updateCalledAt()));
        assertThat(google.revisions().listRevisions(one.service().resource()).iterateAll())
                .hasSize(1);
    }

    @Test
    void aForgedSuccessCreatesNothing() throws Exception {
        String job = PARENT + "/jobs/forged";
        Deployment one = deployment(
                1,
                "api",
                Optional.of(new Evidence(job, job + "/executions/forged-run", REGISTRY + "migrate:1.0.0", 1)));

        RolloutEvent ending = deploy(one);

        assertThat(ending).isInstanceOf(RolloutEvent.Rejected.class);
        assertThat(google.services().listServices(PARENT).iterateAll()).isEmpty();
    }

    /** The whole state is forgotten between two calls. */
    private RolloutEvent deploy(Deployment deployment) throws InterruptedException {
        return deployAll(deployment).getFirst();
    }

    /** Step and effects as a host would do them, one deployment after the other. */
    private List<RolloutEvent> deployAll(Deployment... deployments) throws InterruptedException {
        List<RolloutEvent> events = new ArrayList<>();
        var hosted = new Object() {
            RolloutState state = machine.initial("app");

            void hear(RolloutInput input) {
                var decision = machine.step(state, input, clock.instant());
                state = decision.state();
                events.addAll(decision.events());
            }
        };
        for (Deployment deployment : deployments) {
            hosted.hear(new RolloutInput.GateOpened(deployment));
            while (hosted.state.current().isPresent()) {
                for (RolloutEffect effect : machine.unfinished(hosted.state)) {
                    effects.run("app", effect, Deployments.START, (_, seen) -> hosted.hear(seen));
                }
                hosted.hear(machine.tick());
            }
        }
        return events;
    }

    private Optional<Evidence> applied() throws InterruptedException {
        Container container =
                Container.newBuilder().setImage(REGISTRY + "migrate:1.0.0").build();
        google.jobs()
                .createJobCallable()
                .call(CreateJobRequest.newBuilder()
                        .setParent(PARENT)
                        .setJobId(JOB)
                        .setJob(Job.newBuilder()
                                .putLabels(
                                        Marks.DEPLOYMENT, Deployments.applied(1).deploymentId())
                                .setStartExecutionToken("run")
                                .setTemplate(ExecutionTemplate.newBuilder()
                                        .setTaskCount(1)
                                        .setTemplate(TaskTemplate.newBuilder()
                                                .setMaxRetries(0)
                                                .addContainers(container))))
                        .build());
        String job = PARENT + "/jobs/" + JOB;
        String execution = job + "/executions/" + JOB + "-run";
        GoogleRunApi api = new GoogleRunApi(google);
        new Looks(clock, Thread::sleep)
                .until(
                        Instant.now().plusSeconds(20),
                        () -> api.execution(execution)
                                .flatMap(Conditions::completed)
                                .filter(Conditions::succeeded));
        return Optional.of(new Evidence(job, execution, container.getImage(), 1));
    }

    private static Deployment deployment(int number, String image, Optional<Evidence> evidence) {
        return deployment(number, image, evidence, Optional.empty());
    }

    private static Deployment deployment(
            int number, String image, Optional<Evidence> evidence, Optional<String> smokePath) {
        ContainerPlan container = new ContainerPlan(
                REGISTRY + image + ":1.0.0",
                List.of(),
                List.of(),
                List.of(new EnvironmentValue.Plain("MODE", "live")),
                Optional.empty(),
                Optional.empty());
        ServicePlan service = new ServicePlan(
                "p1",
                "europe-west1",
                "api",
                container,
                8080,
                Optional.empty(),
                0,
                Optional.empty(),
                Duration.ofSeconds(40),
                smokePath);
        Deployment pattern = Deployments.applied(number);
        return new Deployment(
                pattern.deploymentId(),
                pattern.applicationId(),
                pattern.version(),
                pattern.requestedAt(),
                pattern.decidedAt(),
                evidence.isPresent() ? GateOutcome.APPLIED : GateOutcome.NOT_REQUIRED,
                evidence,
                evidence.map(Evidence::image),
                service,
                "Z2F0ZQ==",
                Optional.empty());
    }

    private void image(String name, String entrypoint) throws IOException {
        Path image = folder.resolve("images").resolve(REGISTRY + name).resolve("1.0.0");
        Files.createDirectories(image.resolve("rootfs/app"));
        Files.writeString(image.resolve("rootfs/app/Serve.java"), SERVER);
        Files.writeString(
                image.resolve("config.json"),
                "{\"config\":{\"Entrypoint\":" + entrypoint + ",\"WorkingDir\":\"/app\"}}");
    }

    private static String call(String uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
