package dev.migrationgate.quickstart.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CdEventWatchTest {
    private static final TopicPartition PARTITION = new TopicPartition("cdevents", 0);

    @Test
    void eachCdEventIsALineUntilTheWatchIsClosed() throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.addRecord(event(0, Map.of("ce_type", "dev.cdevents.service.deployed.0.3.0", "ce_subject", "orders")));
        consumer.addRecord(event(1, Map.of("ce_type", "dev.cdevents.change.merged.0.3.0")));

        try (CdEventWatch _ = CdEventWatch.start(consumer, lines::add)) {
            assertThat(lines.poll(10, TimeUnit.SECONDS))
                    .isEqualTo("CDEvent  dev.cdevents.service.deployed.0.3.0  orders");
            assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("CDEvent  dev.cdevents.change.merged.0.3.0");
        }

        assertThat(consumer.closed()).isTrue();
    }

    private static ConsumerRecord<byte[], byte[]> event(long offset, Map<String, String> headers) {
        var found = new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]);
        headers.forEach((name, value) -> found.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return found;
    }
}
