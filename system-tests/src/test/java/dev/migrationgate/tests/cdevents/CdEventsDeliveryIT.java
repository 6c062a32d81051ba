package dev.migrationgate.tests.cdevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.ReceivedMessage;
import dev.migrationgate.cli.topics.Layout;
import dev.migrationgate.emulator.CloudEmulator;
import dev.migrationgate.emulator.EmulatorConfig;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.ledger.LedgerConfig;
import dev.migrationgate.ledger.LedgerService;
import dev.migrationgate.quickstart.platform.Platform;
import dev.migrationgate.quickstart.platform.PlatformOptions;
import dev.migrationgate.quickstart.stack.TopicsReady;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told when ledgers are killed and sinks are away. */
class CdEventsDeliveryIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Path REGISTRY = Path.of("..", "quickstart", "target", "registry");
    private static final String TOPIC = "projects/others/topics/cdevents";
    private static final String SUBSCRIPTION = "projects/others/subscriptions/cdevents";
    private static final String GROUP = "deployment-ledger-cdevents-";

    @TempDir
    private Path folder = Path.of("");

    private Platform platform;
    private Deployments deployments;
    private ToldEvents told;

    @BeforeEach
    void start() throws Exception {
        platform = Platform.start(PlatformOptions.in(folder.resolve("platform"), REGISTRY));
        TopicsReady.prepare(platform.bootstrapServers(), platform.registryUrl(), new Layout(4, 1, 1));
        deployments = new Deployments(platform.bootstrapServers(), platform.registryUrl());
        told = new ToldEvents(platform.bootstrapServers());
    }

    @AfterEach
    void stop() {
        told.close();
        deployments.close();
        platform.close();
    }

    @Test
    void ledgersThatAreKilledTellEverythingOnceFromTheirFirstStartOn() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int waves = 6;
        int each = 40;
        deployments.write(0, 5);
        LedgerProcess[] ledgers = {ledger("a"), ledger("b")};
        try {
            begun("kafka");
            for (int wave = 0; wave < waves; wave++) {
                deployments.write(5 + wave * each, 5 + (wave + 1) * each);
                deployments.poison();
                int enough = wave * each * 4 + random.nextInt(each * 4);
                await("seed " + seed).atMost(LIMIT).until(() -> told.look().size() >= enough);
                int victim = random.nextInt(2);
                ledgers[victim].kill();
                ledgers[victim] = ledger(victim == 0 ? "a" : "b");
            }
            List<String> expected = Deployments.told(5, 5 + waves * each);
            await("seed " + seed).atMost(LIMIT).until(() -> told.look().size() >= expected.size());
            ledgers[0].close();
            ledgers[1].close();

            await("seed " + seed)
                    .atMost(LIMIT)
                    .until(() -> told.atEnd(told.look().size()));
            assertThat(told.names()).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(told.ids()).as("seed " + seed).doesNotHaveDuplicates();
        } finally {
            ledgers[0].close();
            ledgers[1].close();
        }
    }

    @Test
    void whilePubSubIsAwayKafkaIsToldAndPubSubAfterwardsUnderTheSameIds() throws Exception {
        CloudEmulator emulator = emulator(0);
        int port = emulator.endpoint().getPort();
        try (GoogleCloud google = GoogleCloud.open(Optional.of(emulator.endpoint()))) {
            google.topics().createTopic(TOPIC);
            google.subscriptions().createSubscription(SUBSCRIPTION, TOPIC, PushConfig.getDefaultInstance(), 60);
            Map<String, String> environment = environment("one");
            environment.put("CDEVENTS_TO", "kafka," + TOPIC);
            environment.put("GOOGLE_CLOUD_ENDPOINT", emulator.endpoint().toString());
            try (LedgerService ledger = LedgerService.start(LedgerConfig.from(environment))) {
                begun("kafka");
                begun("pubsub");
                emulator.close();
                deployments.write(0, 10);

                await().atMost(LIMIT).until(() -> told.look().size() == 40);
                await().atMost(LIMIT).until(() -> remarks(ledger).contains("cdevents-pubsub"));
                assertThat(remarks(ledger)).doesNotContain("cdevents-kafka");

                emulator = emulator(port);
                Set<String> published = new LinkedHashSet<>();
                await().atMost(LIMIT).until(() -> pulled(google, published).size() == 40);
                assertThat(published).containsExactlyInAnyOrderElementsOf(told.ids());
                await().atMost(LIMIT).until(() -> !remarks(ledger).contains("cdevents-pubsub"));
            }
        } finally {
            emulator.close();
        }
    }

    @Test
    void whatIsInAPartitionThatWasAddedIsToldFromItsBeginning() throws Exception {
        Map<String, String> environment = environment("one");
        environment.put("CDEVENTS_TO", "kafka");
        try (LedgerService _ = LedgerService.start(LedgerConfig.from(environment))) {
            begun("kafka");
            deployments.write(0, 5);
            await().atMost(LIMIT).until(() -> told.look().size() == 20);
        }
        addPartitions();
        // A producer learns of new partitions only after minutes.
        try (Deployments later = new Deployments(platform.bootstrapServers(), platform.registryUrl())) {
            later.write(5, 25);
        }

        try (LedgerService _ = LedgerService.start(LedgerConfig.from(environment))) {
            await().atMost(LIMIT).until(() -> told.look().size() >= 100);
        }
        assertThat(told.names()).containsExactlyInAnyOrderElementsOf(Deployments.told(0, 25));
    }

    private void addPartitions() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            admin.createPartitions(Topics.events().stream()
                            .collect(Collectors.toMap(EventTopic::name, _ -> NewPartitions.increaseTo(6))))
                    .all()
                    .get();
        }
    }

    private static Set<String> pulled(GoogleCloud google, Set<String> ids) {
        PullResponse answer = google.subscriptions().pull(SUBSCRIPTION, 100);
        List<ReceivedMessage> messages = answer.getReceivedMessagesList();
        messages.forEach(each -> ids.add(each.getMessage().getAttributesOrDefault("ce-id", "")));
        if (!messages.isEmpty()) {
            google.subscriptions()
                    .acknowledge(AcknowledgeRequest.newBuilder()
                            .setSubscription(SUBSCRIPTION)
                            .addAllAckIds(messages.stream()
                                    .map(ReceivedMessage::getAckId)
                                    .toList())
                            .build());
        }
        return ids;
    }

    private CloudEmulator emulator(int port) {
        return CloudEmulator.start(new EmulatorConfig(port, folder.resolve("cloud"), folder.resolve("images")));
    }

    private LedgerProcess ledger(String name) throws Exception {
        Map<String, String> environment = environment(name);
        environment.put("CDEVENTS_TO", "kafka");
        return LedgerProcess.start(folder.resolve(name + ".log"), environment);
    }

    private Map<String, String> environment(String name) {
        return new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                platform.bootstrapServers(),
                "SCHEMA_REGISTRY_URL",
                platform.registryUrl().toString(),
                "STATE_DIRECTORY",
                folder.resolve("state-" + name).toString(),
                "INSTANCE_ID",
                name,
                "PORT",
                "0",
                "MANAGEMENT_PORT",
                "0"));
    }

    /** Waits until a group knows where it begins. */
    private void begun(String sink) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            await().atMost(LIMIT)
                    .until(() -> !admin.listConsumerGroupOffsets(GROUP + sink)
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .isEmpty());
        }
    }

    private static String remarks(LedgerService ledger) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + ledger.managementPort() + "/readyz");
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
