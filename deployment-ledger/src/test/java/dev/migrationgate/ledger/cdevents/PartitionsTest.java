package dev.migrationgate.ledger.cdevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.store.LedgerStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a group begins, and how far the store has to be. */
class PartitionsTest {
    private static final TopicPartition REQUESTS = new TopicPartition(Topics.DEPLOYMENT_REQUESTED.name(), 0);
    private static final TopicPartition STARTS = new TopicPartition(Topics.MIGRATION_STARTED.name(), 0);

    private final MockConsumer<String, byte[]> all = new MockConsumer<>("earliest");
    private final MockConsumer<String, byte[]> grouped = new MockConsumer<>("earliest");

    @BeforeEach
    void topics() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (EventTopic<?> topic : Coordinates.TOPICS) {
            all.updatePartitions(topic.name(), List.of(new PartitionInfo(topic.name(), 0, null, null, null)));
            ends.put(new TopicPartition(topic.name(), 0), 0L);
        }
        all.updateEndOffsets(ends);
        all.updateBeginningOffsets(ends);
        // Kafka's mock knows what is committed of assigned partitions only.
        grouped.assign(ends.keySet());
    }

    @Test
    void aNewGroupBeginsAtTheEnd() {
        all.updateEndOffsets(Map.of(STARTS, 7L));

        assertThat(Partitions.begin(grouped, all)).isTrue();

        assertThat(committed(STARTS)).isEqualTo(7);
        assertThat(committed(REQUESTS)).isZero();
    }

    @Test
    void aGroupThatHasBegunGoesOnWhereItWas() {
        all.updateEndOffsets(Map.of(STARTS, 7L, REQUESTS, 9L));
        grouped.commitSync(Map.of(STARTS, new OffsetAndMetadata(3)));

        assertThat(Partitions.begin(grouped, all)).isFalse();

        assertThat(committed(STARTS)).isEqualTo(3);
        assertThat(committed(REQUESTS))
                .as("one that was added is read from its beginning")
                .isEqualTo(-1);
    }

    @Test
    void aStoreThatLacksACauseIsWaitedFor(@TempDir Path folder) throws Exception {
        var stopping = new CountDownLatch(1);
        try (LedgerStore store = LedgerStore.open(folder)) {
            all.updateEndOffsets(Map.of(REQUESTS, 1L));
            var watch = new StoreWatch(store, stopping);
            new RecordedEvents(store).requested("one", Happenings.ORDERS, "lane");
            watch.await(all);

            all.updateEndOffsets(Map.of(REQUESTS, 2L));
            stopping.countDown();
            assertThatThrownBy(() -> watch.await(all)).isInstanceOf(SinkException.class);
        }
    }

    @Test
    void whatHasExpiredIsNotWaitedFor(@TempDir Path folder) throws Exception {
        var stopping = new CountDownLatch(1);
        stopping.countDown();
        try (LedgerStore store = LedgerStore.open(folder)) {
            all.updateEndOffsets(Map.of(STARTS, 7L));
            all.updateBeginningOffsets(Map.of(STARTS, 7L));

            new StoreWatch(store, stopping).await(all);
        }
    }

    private long committed(TopicPartition partition) {
        OffsetAndMetadata committed = grouped.committed(Set.of(partition)).get(partition);
        return committed == null ? -1 : committed.offset();
    }
}
