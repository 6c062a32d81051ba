package dev.migrationgate.quickstart.stack;

import dev.migrationgate.deployer.DeployerConfig;
import dev.migrationgate.deployer.DeployerService;
import dev.migrationgate.ingest.IngestConfig;
import dev.migrationgate.ingest.IngestService;
import dev.migrationgate.ledger.LedgerConfig;
import dev.migrationgate.ledger.LedgerService;
import dev.migrationgate.quickstart.platform.Platform;
import dev.migrationgate.quickstart.platform.PostgresAccess;
import dev.migrationgate.runner.RunnerConfig;
import dev.migrationgate.runner.RunnerService;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Starts the services with the same variables that each reads when it runs alone.
 *
 * @param options the stack's
 * @param platform broker, registry and PostgreSQL
 * @param cloud endpoint of the cloud emulator
 * @param images what answers for all images' registries
 * @param adminSecret secret version with PostgreSQL's administrator
 */
record Services(StackOptions options, Platform platform, URI cloud, URI images, String adminSecret) {
    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final String ANY_FREE_PORT = "0";

    /**
     * Starts all and waits until each is ready.
     *
     * @return where they are
     */
    Addresses start(Closing closing, Consumer<Part> started) throws InterruptedException {
        long begin = System.nanoTime();
        // First: its port may be any free one, and ingest's links lead to it.
        LedgerService ledger = closing.add(LedgerService.start(LedgerConfig.from(ledger())));
        URI page = local(ledger.port());
        IngestService ingest = closing.add(IngestService.start(IngestConfig.from(ingest(page))));
        RunnerService runner = closing.add(RunnerService.start(RunnerConfig.from(runner())));
        DeployerService deployer = closing.add(DeployerService.start(DeployerConfig.from(deployer())));
        URI http = local(ingest.port());
        try (Ready ready = new Ready(READY_LIMIT)) {
            ready(ready, "manifest-ingest", ingest.managementPort(), begin, started);
            ready(ready, "migration-runner", runner.managementPort(), begin, started);
            ready(ready, "service-deployer", deployer.managementPort(), begin, started);
            ready(ready, "deployment-ledger", ledger.managementPort(), begin, started);
        }
        started.accept(new Part("ingest, HTTP", http.toString(), Duration.ofNanos(System.nanoTime() - begin)));
        started.accept(new Part("web page", page.toString(), Duration.ofNanos(System.nanoTime() - begin)));
        return new Addresses(
                new Addresses.Each(http, local(ingest.managementPort())),
                local(runner.managementPort()),
                local(deployer.managementPort()),
                new Addresses.Each(page, local(ledger.managementPort())));
    }

    /**
     * Where services are.
     *
     * @param ingest ingest's addresses
     * @param runner the runner's management address
     * @param deployer the deployer's
     * @param ledger the ledger's addresses
     */
    record Addresses(Each ingest, URI runner, URI deployer, Each ledger) {

        /**
         * Of a service that is not only looked after.
         *
         * @param http base address of what it is for
         * @param management its address for health and metrics
         */
        record Each(URI http, URI management) {}

        /** Where all of them answer for health and metrics. */
        List<URI> management() {
            return List.of(ingest.management(), runner, deployer, ledger.management());
        }
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void ready(Ready ready, String service, int managementPort, long begin, Consumer<Part> started)
            throws InterruptedException {
        ready.await(service, managementPort);
        String health = "http://127.0.0.1:" + managementPort + "/readyz";
        started.accept(new Part(service, health, Duration.ofNanos(System.nanoTime() - begin)));
    }

    private Map<String, String> ingest(URI page) {
        Map<String, String> variables = with("manifest-ingest");
        variables.put("IMAGE_REGISTRY_ENDPOINT", images.toString());
        variables.put("LEDGER_URL", page.toString());
        variables.putAll(KeyPair.ofRequests(options.state()).keep().ingest());
        variables.put("PORT", Integer.toString(options.ports().ingest()));
        return variables;
    }

    private Map<String, String> ledger() {
        Map<String, String> variables = with("deployment-ledger");
        variables.put("PORT", Integer.toString(options.ports().ledger()));
        variables.putAll(KeyPair.ofAudit(options.state()).keep().ledger());
        variables.putAll(options.ledger());
        return variables;
    }

    private Map<String, String> runner() {
        Map<String, String> variables = with("migration-runner");
        variables.put("DATABASE_SERVERS", "*=" + platform.postgres().jdbcUrl(PostgresAccess.ADMIN_DATABASE));
        variables.put("DATABASE_ADMIN_SECRET", adminSecret);
        variables.putAll(KeyPair.ofRequests(options.state()).keep().believed());
        variables.putAll(KeyPair.ofGate(options.state()).keep().runner());
        variables.putAll(options.runner());
        return variables;
    }

    private Map<String, String> deployer() {
        Map<String, String> variables = with("service-deployer");
        variables.putAll(KeyPair.ofGate(options.state()).keep().deployer());
        return variables;
    }

    private Map<String, String> with(String service) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", platform.guardedServers().orElseGet(platform::bootstrapServers),
                "SCHEMA_REGISTRY_URL", platform.registryUrl().toString(),
                "GOOGLE_CLOUD_ENDPOINT", cloud.toString(),
                "STATE_DIRECTORY", options.state().resolve(service).toString(),
                // Static membership: after a kill the next start takes its partitions back without waiting.
                "INSTANCE_ID", service + "-1",
                "STREAM_THREADS", "1",
                "MANAGEMENT_PORT", ANY_FREE_PORT));
        variables.putAll(options.all());
        if (options.guarded()) {
            variables.putAll(options.guard().variables(service));
        }
        return variables;
    }
}
