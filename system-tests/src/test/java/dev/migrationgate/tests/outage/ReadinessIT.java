package dev.migrationgate.tests.outage;

import dev.migrationgate.deployer.DeployerConfig;
import dev.migrationgate.deployer.DeployerService;
import dev.migrationgate.ingest.IngestConfig;
import dev.migrationgate.ingest.IngestService;
import dev.migrationgate.quickstart.stack.KeyPair;
import dev.migrationgate.quickstart.stack.Part;
import dev.migrationgate.quickstart.stack.Ports;
import dev.migrationgate.quickstart.stack.Stack;
import dev.migrationgate.quickstart.stack.StackOptions;
import dev.migrationgate.runner.RunnerConfig;
import dev.migrationgate.runner.RunnerService;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second runner, deployer and ingest of a running stack, to whom registry, PostgreSQL and Google Cloud go away one by one. */
class ReadinessIT {
    private static final String ADMIN = "projects/migration-gate/secrets/payments-server-admin/versions/latest";
    private static final String REGISTRY = "schema registry";
    private static final String DATABASES = "databases";
    private static final String CLOUD_RUN = "Cloud Run";

    private final Map<String, Part> parts = new HashMap<>();

    @Test
    void aServiceIsUnreadyAsLongAsSomethingIsAway(@TempDir Path state) throws Exception {
        var options = new StackOptions(Path.of(".."), state.resolve("stack"), Ports.FREE);
        try (Stack stack = Stack.start(options, part -> parts.put(part.name(), part));
                Relay registry = relay("schema registry");
                Relay postgres = relay("PostgreSQL");
                Relay cloud = relay("cloud emulator")) {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    stack.bootstrapServers(),
                    "SCHEMA_REGISTRY_URL",
                    "http://127.0.0.1:" + registry.port() + stack.registry().getPath(),
                    "GOOGLE_CLOUD_ENDPOINT",
                    "http://127.0.0.1:" + cloud.port(),
                    "DATABASE_SERVERS",
                    "*=jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres",
                    "DATABASE_ADMIN_SECRET",
                    stack.google().secrets().accessSecretVersion(ADMIN).getName(),
                    "STATE_DIRECTORY",
                    state.resolve("second").toString(),
                    "INSTANCE_ID",
                    "second",
                    "PORT",
                    "0",
                    "MANAGEMENT_PORT",
                    "0"));
            settings.putAll(KeyPair.ofRequests(options.state()).ingest());
            settings.putAll(KeyPair.ofGate(options.state()).runner());
            settings.putAll(KeyPair.ofGate(options.state()).deployer());
            try (var runner = RunnerService.start(RunnerConfig.from(settings));
                    var deployer = DeployerService.start(DeployerConfig.from(settings));
                    var ingest = IngestService.start(IngestConfig.from(settings))) {
                List<Integer> all =
                        List.of(runner.managementPort(), deployer.managementPort(), ingest.managementPort());
                goesAndComesBack(registry, REGISTRY, all);
                goesAndComesBack(cloud, CLOUD_RUN, all.subList(0, 2));
                goesAndComesBack(postgres, DATABASES, all.subList(0, 1));
            }
        }
    }

    private void goesAndComesBack(Relay relay, String name, List<Integer> services) {
        try (Readyz readyz = new Readyz()) {
            List<URI> all = services.stream()
                    .map(port -> URI.create("http://127.0.0.1:" + port))
                    .toList();
            all.forEach(readyz::ready);
            relay.cut();
            all.forEach(service -> readyz.unready(service, name));
            relay.mend();
            all.forEach(readyz::ready);
        }
    }

    private Relay relay(String part) {
        String where = parts.get(part).address().replaceFirst("^http://", "").replaceFirst("/.*", "");
        String[] address = where.split(":", 2);
        return new Relay(address[0], Integer.parseInt(address[1]));
    }
}
