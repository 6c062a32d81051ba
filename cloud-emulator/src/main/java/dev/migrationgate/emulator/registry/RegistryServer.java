package dev.migrationgate.emulator.registry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The registry by itself, on a free port of the loopback interface. */
public final class RegistryServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private RegistryServer(HttpServer server, PushedImages images) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext(ManifestHandler.PATH, new ManifestHandler(images));
        server.start();
    }

    /**
     * Starts to listen.
     *
     * @throws UncheckedIOException no port can be had
     */
    public static RegistryServer start(PushedImages images) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new RegistryServer(HttpServer.create(address, 0), images);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen for the registry: " + e.getMessage(), e);
        }
    }

    /** Where clients find it, {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
