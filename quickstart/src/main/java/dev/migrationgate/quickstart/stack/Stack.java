package dev.migrationgate.quickstart.stack;

import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.quickstart.platform.Platform;
import java.net.URI;
import java.util.function.Consumer;

/** Everything, running. Close stops it in the reverse order of its start. */
public final class Stack implements AutoCloseable {
    private final Closing closing;
    private final Platform platform;
    private final GoogleCloud google;
    private final URI ingest;

    private Stack(Closing closing, Platform platform, GoogleCloud google, URI ingest) {
        this.closing = closing;
        this.platform = platform;
        this.google = google;
        this.ingest = ingest;
    }

    public static Stack start(StackOptions options, Consumer<Part> started) {
        throw new UnsupportedOperationException();
    }

    /** The broker, {@code host:port}. */
    public String bootstrapServers() {
        return platform.bootstrapServers();
    }

    /** Base address of the registry's Confluent API. */
    public URI registry() {
        return platform.registryUrl();
    }

    /** Clients of the cloud emulator. */
    public GoogleCloud google() {
        return google;
    }

    /** Base address of ingest. */
    public URI ingest() {
        return ingest;
    }

    @Override
    public void close() {
        closing.close();
    }
}
