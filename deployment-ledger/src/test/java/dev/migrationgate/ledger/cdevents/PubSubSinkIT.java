package dev.migrationgate.ledger.cdevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.ReceivedMessage;
import dev.migrationgate.emulator.CloudEmulator;
import dev.migrationgate.emulator.EmulatorConfig;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.google.GoogleCloud;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's own client against the emulator. */
class PubSubSinkIT {
    private static final String TOPIC = "projects/others/topics/cdevents";
    private static final String SUBSCRIPTION = "projects/others/subscriptions/cdevents";
    private static final TopicPartition PARTITION = new TopicPartition("migration-succeeded", 0);
    private static final Map<TopicPartition, OffsetAndMetadata> NEXT = Map.of(PARTITION, new OffsetAndMetadata(7));

    @TempDir
    private Path directory = Path.of("");

    private CloudEmulator emulator;
    private GoogleCloud google;
    private MockConsumer<String, byte[]> consumer;
    private PubSubSink sink;

    @BeforeEach
    void start() {
        emulator = CloudEmulator.start(new EmulatorConfig(0, directory.resolve("state"), directory.resolve("images")));
        google = GoogleCloud.open(Optional.of(emulator.endpoint()));
        consumer = new MockConsumer<>("earliest");
        consumer.assign(List.of(PARTITION));
        sink = new PubSubSink(google, TOPIC);
    }

    @AfterEach
    void stop() {
        consumer.close();
        google.close();
        emulator.close();
    }

    @Test
    void anEventIsPublishedAsACloudEventAndThenItsOffsetIsCommitted() {
        make();
        CdEvent event = event("one");

        List<CdEvent> refused = sink.tell(List.of(event), NEXT, consumer);

        assertThat(refused).isEmpty();
        PubsubMessage message = pulled().getFirst();
        assertThat(message.getData().toStringUtf8()).isEqualTo(event.data());
        assertThat(message.getAttributesMap())
                .containsEntry("ce-specversion", "1.0")
                .containsEntry("ce-id", event.id())
                .containsEntry("ce-type", "dev.cdeventsx.migrationgate-migration.finished.0.1.0")
                .containsEntry("ce-source", "/gate")
                .containsEntry("ce-subject", "one/migration")
                .containsEntry("ce-time", "2026-11-01T10:00:02.000Z")
                .containsEntry("content-type", "application/json");
        assertThat(committed()).isEqualTo(7);
    }

    @Test
    void whatIsNotAcknowledgedIsNotCommitted() {
        assertThatThrownBy(() -> sink.tell(List.of(event("one")), NEXT, consumer))
                .isInstanceOf(SinkException.class)
                .hasMessageContaining(TOPIC)
                .hasMessageContaining("NOT_FOUND");

        assertThat(committed()).isEqualTo(-1);
    }

    @Test
    void anEventThatPubSubRefusesDoesNotKeepTheOthersBack() {
        make();
        CdEvent good = event("one");
        CdEvent bad = new CdEvent(good.kind(), good.id(), good.source(), "x".repeat(2_000), good.time(), "c", "{}");

        List<CdEvent> refused = sink.tell(List.of(bad, good), NEXT, consumer);

        assertThat(refused).containsExactly(bad);
        assertThat(bad.fits()).isFalse();
        assertThat(pulled()).extracting(each -> each.getData().toStringUtf8()).containsExactly(good.data());
        assertThat(committed()).isEqualTo(7);
    }

    @Test
    void whereNothingIsToldTheOffsetIsCommittedAllTheSame() {
        sink.tell(List.of(), NEXT, consumer);

        assertThat(committed()).isEqualTo(7);
    }

    private void make() {
        google.topics().createTopic(TOPIC);
        google.subscriptions().createSubscription(SUBSCRIPTION, TOPIC, PushConfig.getDefaultInstance(), 10);
    }

    private List<PubsubMessage> pulled() {
        PullResponse answer = google.subscriptions().pull(SUBSCRIPTION, 10);
        return answer.getReceivedMessagesList().stream()
                .map(ReceivedMessage::getMessage)
                .toList();
    }

    private long committed() {
        OffsetAndMetadata committed = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return committed == null ? -1 : committed.offset();
    }

    private static CdEvent event(String id) {
        var request = Happenings.merged(id);
        var passed = Happenings.passed(request, MigrationOutcome.APPLIED, 1);
        var seen = new Occurrence(passed, id, id, Optional.of(request), Occurrence.Past.NONE);
        return ((Telling.Told) new Translation(URI.create("/gate")).of(seen)).event();
    }
}
