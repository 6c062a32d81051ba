package dev.migrationgate.tests.ground;

import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.quickstart.stack.Stack;
import java.net.URI;
import java.util.Optional;

/** Everything in this JVM and its children. */
public record EmbeddedGround(Stack stack) implements Ground {
    @Override
    public URI ingest() {
        return stack.ingest();
    }

    @Override
    public URI runner() {
        return stack.runner();
    }

    @Override
    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    @Override
    public URI registry() {
        return stack.registry();
    }

    @Override
    public GoogleCloud google() {
        return stack.google();
    }

    @Override
    public Optional<String> token(String role) {
        return Optional.empty();
    }

    @Override
    public URI reachable(URI address) {
        return address;
    }

    @Override
    public void close() {
        stack.close();
    }
}
