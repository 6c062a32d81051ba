package dev.migrationgate.ledger.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.trace.span.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerReaderTest {
    private static final String MORE = "migration-failed";
    private static final long LIMIT_SECONDS = 30;

    @TempDir
    private Path folder;

    private final LinkedBlockingQueue<MockConsumer<String, byte[]>> made = new LinkedBlockingQueue<>();

    @Test
    void partitionsThatAreAddedWhileItRunsAreRead() throws Exception {
        var subjects = new Subjects(new EventCodec(SchemaRegistry.inMemory()));
        try (LedgerStore store = LedgerStore.open(folder);
                LedgerReader _ = LedgerReader.start(
                        this::consumer,
                        subjects,
                        store,
                        new Progress(),
                        _ -> {},
                        new SimpleMeterRegistry(),
                        Traces.off())) {
            MockConsumer<String, byte[]> first = made.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(first).isNotNull();

            first.schedulePollTask(() -> partitions(first, MORE, 3));

            MockConsumer<String, byte[]> second = made.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(second).as("reading began again").isNotNull();
            assertThat(first.closed()).isTrue();
        }
    }

    private Consumer<String, byte[]> consumer() {
        var consumer = new MockConsumer<String, byte[]>("earliest");
        Coordinates.TOPICS.forEach(topic -> partitions(consumer, topic.name(), 2));
        made.add(consumer);
        return consumer;
    }

    private static void partitions(MockConsumer<String, byte[]> consumer, String topic, int count) {
        List<PartitionInfo> partitions = IntStream.range(0, count)
                .mapToObj(each -> new PartitionInfo(topic, each, null, null, null))
                .toList();
        consumer.updatePartitions(topic, partitions);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        partitions.forEach(each -> offsets.put(new TopicPartition(topic, each.partition()), 0L));
        consumer.updateBeginningOffsets(offsets);
        consumer.updateEndOffsets(offsets);
    }
}
