package dev.migrationgate.tests.cdevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.ReceivedMessage;
import dev.migrationgate.emulator.CloudEmulator;
import dev.migrationgate.emulator.EmulatorConfig;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.ledger.LedgerConfig;
import dev.migrationgate.ledger.LedgerService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told when a sink is away, and when partitions are added. */
class CdEventsDeliveryIT {
    private static final String TOPIC = "projects/others/topics/cdevents";
    private static final String SUBSCRIPTION = "projects/others/subscriptions/cdevents";

    @TempDir
    private Path folder = Path.of("");

    private LedgerGround ground;

    @BeforeEach
    void start() throws Exception {
        ground = LedgerGround.start(folder);
    }

    @AfterEach
    void stop() {
        ground.close();
    }

    @Test
    void whilePubSubIsAwayKafkaIsToldAndPubSubAfterwardsUnderTheSameIds() throws Exception {
        CloudEmulator emulator = emulator(0);
        int port = emulator.endpoint().getPort();
        try (GoogleCloud google = GoogleCloud.open(Optional.of(emulator.endpoint()))) {
            google.topics().createTopic(TOPIC);
            google.subscriptions().createSubscription(SUBSCRIPTION, TOPIC, PushConfig.getDefaultInstance(), 60);
            Map<String, String> environment = ground.environment("one");
            environment.put("CDEVENTS_TO", "kafka," + TOPIC);
            environment.put("GOOGLE_CLOUD_ENDPOINT", emulator.endpoint().toString());
            try (LedgerService ledger = LedgerService.start(LedgerConfig.from(environment))) {
                ground.begun("kafka");
                ground.begun("pubsub");
                emulator.close();
                ground.deployments().write(0, 10);

                await().atMost(LedgerGround.LIMIT)
                        .until(() -> ground.told().look().size() == 40);
                await().atMost(LedgerGround.LIMIT).until(() -> remarks(ledger).contains("cdevents-pubsub"));
                assertThat(remarks(ledger)).doesNotContain("cdevents-kafka");

                emulator = emulator(port);
                Set<String> published = new LinkedHashSet<>();
                await().atMost(LedgerGround.LIMIT)
                        .until(() -> pulled(google, published).size() == 40);
                assertThat(published)
                        .containsExactlyInAnyOrderElementsOf(ground.told().ids());
                await().atMost(LedgerGround.LIMIT).until(() -> !remarks(ledger).contains("cdevents-pubsub"));
            }
        } finally {
            emulator.close();
        }
    }

    @Test
    void whatIsInAPartitionThatWasAddedIsToldFromItsBeginning() throws Exception {
        Map<String, String> environment = ground.environment("one");
        try (LedgerService _ = LedgerService.start(LedgerConfig.from(environment))) {
            ground.begun("kafka");
            ground.deployments().write(0, 5);
            await().atMost(LedgerGround.LIMIT).until(() -> ground.told().look().size() == 20);
        }
        addPartitions();
        // A producer learns of new partitions only after minutes.
        try (Deployments later = new Deployments(
                ground.platform().bootstrapServers(), ground.platform().registryUrl())) {
            later.write(5, 25);
        }

        try (LedgerService _ = LedgerService.start(LedgerConfig.from(environment))) {
            await().atMost(LedgerGround.LIMIT).until(() -> ground.told().look().size() >= 100);
        }
        assertThat(ground.told().names()).containsExactlyInAnyOrderElementsOf(Deployments.told(0, 25));
    }

    private void addPartitions() throws Exception {
        try (Admin admin = ground.admin()) {
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

    private static String remarks(LedgerService ledger) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + ledger.managementPort() + "/readyz");
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
