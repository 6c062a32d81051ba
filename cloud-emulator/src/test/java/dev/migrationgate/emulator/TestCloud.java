package dev.migrationgate.emulator;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionTemplate;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.TaskTemplate;
import com.google.longrunning.Operation;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.migrationgate.emulator.fault.FaultPlan;
import dev.migrationgate.google.GoogleCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;

/** An emulator with a client, over images that are shell scripts; can be started again over the same state. */
final class TestCloud implements AutoCloseable {
    static final String PROJECT = "projects/payment-gateway-production";
    static final String LOCATION = PROJECT + "/locations/europe-west1";

    private final Path directory;
    private final FaultPlan faults;
    private final BackendChoice backend;
    private CloudEmulator emulator;
    private GoogleCloud clients;

    TestCloud(Path directory) {
        this(directory, FaultPlan.NONE);
    }

    TestCloud(Path directory, FaultPlan faults) {
        this(directory, faults, new BackendChoice.Processes(directory.resolve("images")));
    }

    TestCloud(Path directory, FaultPlan faults, BackendChoice backend) {
        this.directory = directory;
        this.faults = faults;
        this.backend = backend;
        start();
    }

    void start() {
        emulator = CloudEmulator.start(new EmulatorConfig(
                        0,
                        directory.resolve("state"),
                        directory.resolve("images"),
                        java.time.Duration.ofMillis(500),
                        faults)
                .with(backend));
        clients = GoogleCloud.open(Optional.of(emulator.endpoint()));
    }

    void stop() {
        clients.close();
        emulator.close();
    }

    GoogleCloud clients() {
        return clients;
    }

    Path directory() {
        return directory;
    }

    /** Makes an image {@code registry.example/app:tag} of one shell script and gives its reference. */
    String image(String tag, String script) throws IOException {
        Path folder = directory.resolve("images/registry.example/app").resolve(tag);
        Files.createDirectories(folder.resolve("rootfs/work"));
        Path file = folder.resolve("rootfs/run.sh");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
        Files.writeString(folder.resolve("config.json"), """
                {"config": {"Entrypoint": ["/run.sh"], "Cmd": ["from-image"], "Env": ["COLOUR=blue"], "WorkingDir": "/work"}}
                """);
        return "registry.example/app:" + tag;
    }

    /** A service that answers every request with a word. */
    String answering(String word) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path source = directory.resolve("Answer.java");
        Files.writeString(source, """
                void main(String[] args) throws Exception {
                    var server = com.sun.net.httpserver.HttpServer.create(
                            new java.net.InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))), 0);
                    server.createContext("/", exchange -> {
                        byte[] body = (args[0] + exchange.getRequestURI()).getBytes();
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
                    server.start();
                    System.out.println("listening as " + args[0]);
                }
                """);
        return image(word, "exec " + java + " -XX:TieredStopAtLevel=1 -Xshare:auto " + source + " " + word);
    }

    static Job job(String image, TaskTemplate.Builder template) {
        return Job.newBuilder()
                .setStartExecutionToken("run")
                .setTemplate(ExecutionTemplate.newBuilder()
                        .setTemplate(
                                template.addContainers(Container.newBuilder().setImage(image))))
                .build();
    }

    static TaskTemplate.Builder once() {
        return TaskTemplate.newBuilder()
                .setMaxRetries(0)
                .setTimeout(Duration.newBuilder().setSeconds(60));
    }

    Operation create(String id, Job job) {
        CreateJobRequest request = CreateJobRequest.newBuilder()
                .setParent(LOCATION)
                .setJobId(id)
                .setJob(job)
                .build();
        return clients.jobs().createJobCallable().call(request);
    }

    /** Creates a job with token {@code run} and gives its execution's name. */
    String run(String id, Job job) {
        create(id, job);
        return executionName(id);
    }

    static String executionName(String job) {
        return LOCATION + "/jobs/" + job + "/executions/" + job + "-run";
    }

    Execution execution(String name) {
        return clients.executions().getExecution(name);
    }

    Execution ended(String name) {
        return Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(20))
                .until(() -> execution(name), Execution::hasCompletionTime);
    }

    Execution running(String name) {
        return Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(10))
                .until(() -> execution(name), execution -> execution.getRunningCount() == 1);
    }

    Operation done(String operation) {
        return Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(20))
                .until(() -> clients.services().getOperationsClient().getOperation(operation), Operation::getDone);
    }

    String secret(String id, String value) {
        var secret = clients.secrets()
                .createSecret(PROJECT, id, com.google.cloud.secretmanager.v1.Secret.getDefaultInstance());
        return clients.secrets()
                .addSecretVersion(
                        secret.getName(),
                        com.google.cloud.secretmanager.v1.SecretPayload.newBuilder()
                                .setData(ByteString.copyFromUtf8(value))
                                .build())
                .getName();
    }

    static HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Override
    public void close() {
        stop();
    }
}
