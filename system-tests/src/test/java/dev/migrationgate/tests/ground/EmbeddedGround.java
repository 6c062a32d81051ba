package dev.migrationgate.tests.ground;

import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.quickstart.stack.KeyPair;
import dev.migrationgate.quickstart.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
    public URI ledger() {
        return stack.ledger();
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
    public KeyPair requestKey() {
        return stack.requestKey();
    }

    @Override
    public KeyPair gateKey() {
        return stack.gateKey();
    }

    @Override
    public Path auditKey() {
        return stack.auditKey().open();
    }

    @Override
    public Flag flag(Path folder, String name) {
        return new FileFlag(folder.resolve(name));
    }

    @Override
    public Instant since() {
        return Instant.EPOCH;
    }

    @Override
    public String key(String name) {
        return name;
    }

    /** A file, which the migration sees because it is a process of this machine. */
    private record FileFlag(Path file) implements Flag {
        @Override
        public String isUp() {
            return "[ -e '" + file + "' ]";
        }

        @Override
        public void raise() throws IOException {
            Files.createFile(file);
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
