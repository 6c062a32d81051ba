package dev.migrationgate.emulator;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.migrationgate.emulator.fault.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An emulator whose containers are those of the machine's Docker engine, over images that are shell scripts. */
final class DockerCloud implements AutoCloseable {
    private final Path directory;
    private final DockerClient docker;
    private final TestCloud cloud;

    DockerCloud(Path directory) {
        this.directory = directory;
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        this.docker = DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .build());
        this.cloud = new TestCloud(directory, FaultPlan.NONE, new BackendChoice.Docker(Optional.empty()));
    }

    TestCloud cloud() {
        return cloud;
    }

    DockerClient engine() {
        return docker;
    }

    /** Makes an image {@code migration-gate-test/tag:1} of one shell script and gives its reference. */
    String image(String tag, String script) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("docker").resolve(tag));
        Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\n" + script + "\n");
        Files.writeString(folder.resolve("Dockerfile"), """
                FROM debian:bookworm-slim
                WORKDIR /work
                ENV COLOUR=blue
                COPY run.sh /run.sh
                USER 1000
                ENTRYPOINT ["/bin/sh", "/run.sh"]
                CMD ["from-image"]
                """);
        String reference = "migration-gate-test/" + tag + ":1";
        docker.buildImageCmd(folder.toFile())
                .withTags(Set.of(reference))
                .exec(new BuildImageResultCallback())
                .awaitImageId();
        return reference;
    }

    /** A service that answers every request with a word, at the port that it is told. */
    String answering(String word) throws IOException {
        return image("answers-" + word, """
                exec perl -MIO::Socket::INET -e '
                  $SIG{TERM} = sub { exit 0 };
                  $| = 1;
                  my $server = IO::Socket::INET->new(LocalPort => $ENV{PORT}, Listen => 9, ReuseAddr => 1) or die $!;
                  print "listening as %s on $ENV{PORT}\\n";
                  while (my $client = $server->accept) {
                    while ((<$client> // "") =~ /\\S/) {}
                    print $client "HTTP/1.0 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n%s";
                    close $client;
                  }'
                """.formatted(word, word.length(), word));
    }

    /** Containers that belong to this emulator's state. */
    List<Container> containers() throws IOException {
        String owner = Files.readString(directory.resolve("state/docker-owner"));
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("dev.migrationgate.emulator", owner))
                .exec();
    }

    /** Also ends what still runs. */
    @Override
    public void close() throws IOException {
        cloud.close();
        for (Container container : containers()) {
            try {
                docker.removeContainerCmd(container.getId()).withForce(true).exec();
            } catch (NotFoundException | ConflictException e) {
                // gone, or being removed
            }
        }
        docker.close();
    }
}
