package dev.migrationgate.emulator.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine that {@code DOCKER_HOST} and its like name, or this machine's if they are not there. */
final class Engine implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Engine.class);

    /** Each container that runs takes one, for its output, and each container is asked about now and then. */
    private static final int MOST_CONNECTIONS = 4096;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final DockerClient client;
    private final Optional<String> network;
    private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
    private volatile boolean closed;

    private Engine(DockerClient client, Optional<String> network) {
        this.client = client;
        this.network = network;
    }

    /**
     * Asks it whether it is there.
     *
     * @param network that containers join; absent: the engine's own
     * @throws IOException it does not answer, or has no such network
     */
    static Engine open(Optional<String> network) throws IOException {
        DockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        DockerClient client = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .sslConfig(config.getSSLConfig())
                        .maxConnections(MOST_CONNECTIONS)
                        .connectionTimeout(CONNECT_LIMIT)
                        .build());
        try {
            client.pingCmd().exec();
            // Whether a name or an id was given: containers tell their networks by name.
            return new Engine(
                    client,
                    network.map(given -> client.inspectNetworkCmd()
                            .withNetworkId(given)
                            .exec()
                            .getName()));
        } catch (RuntimeException e) {
            client.close();
            throw new IOException(
                    "the Docker engine at " + config.getDockerHost() + " cannot be used: " + e.getMessage(), e);
        }
    }

    DockerClient client() {
        return client;
    }

    Optional<String> network() {
        return network;
    }

    /** Removes a container, whatever it is doing; nothing happens if it is gone, or somebody else is removing it. */
    void remove(String container) {
        try {
            client.removeContainerCmd(container)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException | ConflictException e) {
            LOGGER.atDebug().addKeyValue("container", container).log("is gone, or going");
        }
    }

    /** Held over a container's last steps, so that closing waits for them. */
    Lock lastSteps() {
        return open.readLock();
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (!open.writeLock().tryLock(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOGGER.atWarn().log("containers are still being removed; the next start goes on with that");
            }
            client.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the client of the Docker engine", e);
        }
    }
}
