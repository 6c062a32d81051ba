package dev.migrationgate.tests.ground;

import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.quickstart.stack.KeyPair;
import dev.migrationgate.quickstart.stack.Ports;
import dev.migrationgate.quickstart.stack.Stack;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A running platform with all services, as a test reaches it. */
public interface Ground extends AutoCloseable {
    /** Chooses the platform: {@code embedded}, which is the default, or {@code containers}. */
    String PROPERTY = "platform";

    /** Starts the chosen one. */
    static Ground start(Path root, Path state) throws InterruptedException {
        return "containers".equals(System.getProperty(PROPERTY))
                ? ContainerGround.shared()
                : new EmbeddedGround(Stack.start(new StackOptions(root, state, Ports.FREE), part -> {}));
    }

    /** Base address of ingest. */
    URI ingest();

    /** The runner's address for lanes. */
    URI runner();

    /** Base address of the ledger. */
    URI ledger();

    /** The broker, {@code host:port}. */
    String bootstrapServers();

    /** Base address of the registry's Confluent API. */
    URI registry();

    /** Clients of the cloud emulator. */
    GoogleCloud google();

    /** What proves to ingest who calls, for a role; empty where nobody asks. */
    Optional<String> token(String role);

    /** What an event or a secret says of where a service or a database is, as this process reaches it. */
    URI reachable(URI address);

    /** The pair of keys with which ingest signs what it asks for. */
    KeyPair requestKey();

    /** The pair of keys with which the runner says that a migration succeeded. */
    KeyPair gateKey();

    /** The public key of what the ledger signs. */
    Path auditKey();

    /**
     * A flag that is not up yet.
     *
     * @param folder of the test
     * @param name in lower case; nobody else's
     */
    Flag flag(Path folder, String name);

    /** Before the first event of this test; what was recorded earlier is of others. */
    Instant since();

    /** An idempotency key that nobody else has on this platform. */
    String key(String name);

    /** What runs in this JVM, for tests that look into it. */
    Stack stack();

    @Override
    void close();
}
