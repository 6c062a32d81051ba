package dev.migrationgate.quickstart.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An Apicurio registry as a child process, storing into an H2 file. Property names: Apicurio Registry's and Quarkus's
 * configuration references, and the distribution's own {@code application.properties}.
 */
public final class EmbeddedRegistry implements Program, AutoCloseable {
    private static final String NAME = "registry";

    private final StateDirectory state;
    private final Path jar;
    private final int port;
    private ChildProcess process;

    private EmbeddedRegistry(StateDirectory state, Path jar, int port) {
        this.state = state;
        this.jar = jar;
        this.port = port;
        this.process = begun();
    }

    /**
     * Starts the registry and waits until it answers.
     *
     * @param state where it stores and logs
     * @param home the unpacked distribution
     * @param wantedPort the port, 0 for any free one
     * @param limit how long it may take to answer
     * @return the running registry
     * @throws PlatformException if the distribution is missing or the registry does not come up
     */
    static EmbeddedRegistry start(StateDirectory state, Path home, int wantedPort, Duration limit) {
        Path jar = home.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new PlatformException("No registry at " + home + ": build the project first (mvnw package).");
        }
        var registry = new EmbeddedRegistry(state, jar, Loopback.port(NAME, wantedPort));
        try {
            registry.awaitAnswer(limit);
            return registry;
        } catch (PlatformException e) {
            registry.close();
            throw e;
        }
    }

    private ChildProcess begun() {
        Path folder = state.folder(NAME);
        var builder = new ProcessBuilder(command(jar, folder.resolve("storage"), port));
        builder.environment().keySet().removeIf(EmbeddedRegistry::wouldReconfigure);
        builder.directory(folder.toFile());
        return ChildProcess.start(state, NAME, builder);
    }

    /**
     * Waits until the registry answers.
     *
     * @param limit how long, at most
     * @throws PlatformException if it does not
     */
    void awaitAnswer(Duration limit) {
        try (var client = HttpClient.newHttpClient()) {
            Readiness.await(process, limit, () -> answers(client));
        }
    }

    /** Quarkus reads every setting from the environment too, and the JVM its options: ours alone shall count. */
    private static boolean wouldReconfigure(String variable) {
        return variable.startsWith("QUARKUS_")
                || variable.startsWith("APICURIO_")
                || variable.equals("JAVA_TOOL_OPTIONS")
                || variable.equals("JDK_JAVA_OPTIONS");
    }

    private static List<String> command(Path jar, Path database, int port) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx112m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=48m",
                "-Dquarkus.http.host=" + Loopback.HOST,
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.io-threads=2",
                "-Dquarkus.http.access-log.enabled=false",
                "-Dquarkus.management.host=" + Loopback.HOST,
                "-Dquarkus.management.port=0",
                "-Dquarkus.thread-pool.max-threads=8",
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=h2",
                // WRITE_DELAY=0: what was answered is in the file, so that a kill loses no schema whose id is in a
                // topic.
                "-Dapicurio.datasource.url=jdbc:h2:file:" + database + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                "-Dapicurio.datasource.jdbc.initial-size=1",
                "-Dapicurio.datasource.jdbc.min-size=1",
                "-Dapicurio.datasource.jdbc.max-size=8",
                "-jar",
                jar.toString());
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + "/subjects"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    /** The base address of the Confluent-compatible API. */
    public URI url() {
        return URI.create("http://" + Loopback.HOST + ":" + port + "/apis/ccompat/v7");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        if (!process.isAlive()) {
            process = begun();
        }
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void freeze() throws InterruptedException {
        process.freeze();
    }

    @Override
    public void resume() throws InterruptedException {
        process.resume();
    }

    /** Ends the registry. May be called twice. */
    @Override
    public void close() {
        process.close();
    }
}
