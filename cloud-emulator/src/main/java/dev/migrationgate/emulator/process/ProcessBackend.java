package dev.migrationgate.emulator.process;

import dev.migrationgate.emulator.backend.Backend;
import dev.migrationgate.emulator.backend.Container;
import dev.migrationgate.emulator.backend.ContainerSpec;
import dev.migrationgate.emulator.backend.Endpoint;
import dev.migrationgate.emulator.backend.ImageException;
import dev.migrationgate.emulator.backend.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs containers as processes of this machine, whose images are folders. Nothing limits what they use. */
public final class ProcessBackend implements Backend {
    private final Images images;

    /** Finds images below one folder. */
    public ProcessBackend(Path imagesRoot) {
        this.images = new Images(imagesRoot);
    }

    @Override
    public Start prepare(ContainerSpec spec) throws ImageException {
        Image image = images.find(spec.image());
        if (spec.port().isEmpty()) {
            Launch launch = image.launch(spec, spec.environment());
            return folder -> ProcessContainer.start(folder, launch, Optional.empty());
        }
        Endpoint endpoint = new Endpoint("127.0.0.1", freePort());
        Map<String, String> environment = new HashMap<>(spec.environment());
        environment.put("PORT", Integer.toString(endpoint.port()));
        Launch launch = image.launch(spec, environment);
        return folder -> ProcessContainer.start(folder, launch, Optional.of(endpoint));
    }

    @Override
    public Optional<String> digestOf(String reference) {
        return images.digestOf(reference);
    }

    @Override
    public Optional<Container> at(Path folder) {
        return ProcessContainer.at(folder).map(container -> container);
    }

    @Override
    public void discard(Path folder) {
        at(folder).ifPresent(container -> container.signal(Signal.KILL));
    }

    /**
     * Whatever port was wished for, since several revisions share this machine. Free at this moment; should another take it first, the
     * process fails to listen and is reported as such.
     */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
