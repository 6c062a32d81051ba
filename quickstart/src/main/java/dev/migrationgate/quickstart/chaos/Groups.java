package dev.migrationgate.quickstart.chaos;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services' consumer groups, and how far they have read. */
final class Groups implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Groups.class);
    private static final List<String> GROUPS = List.of("migration-runner", "service-deployer");
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** A transaction's marker at the end is an offset that no consumer commits. */
    private static final long MARKERS = 2;

    private final Admin admin;

    Groups(String bootstrapServers) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Sends all groups back to the beginning. Their members must be gone; those that were killed are struck off. */
    void rewind(Duration limit) throws InterruptedException {
        for (String group : GROUPS) {
            within(limit, () -> {
                admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
                Map<TopicPartition, OffsetAndMetadata> start = offsets(group).keySet().stream()
                        .collect(toMap(partition -> partition, partition -> new OffsetAndMetadata(0)));
                admin.alterConsumerGroupOffsets(group, start).all().get();
                return true;
            });
        }
    }

    /** Waits until all groups have read everything. */
    void awaitRead(Duration limit) throws InterruptedException {
        for (String group : GROUPS) {
            within(limit, () -> {
                Map<TopicPartition, OffsetAndMetadata> read = offsets(group);
                var ends = admin.listOffsets(
                                read.keySet().stream().collect(toMap(part -> part, part -> OffsetSpec.latest())))
                        .all()
                        .get();
                return ends.entrySet().stream()
                        .allMatch(end -> offset(read, end.getKey()) + MARKERS
                                >= end.getValue().offset());
            });
        }
    }

    private static long offset(Map<TopicPartition, OffsetAndMetadata> read, TopicPartition partition) {
        OffsetAndMetadata committed = read.get(partition);
        return committed == null ? 0 : committed.offset();
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(String group)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions())
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private interface Try {
        boolean works() throws ExecutionException, InterruptedException;
    }

    private static void within(Duration limit, Try work) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                if (work.works()) {
                    return;
                }
            } catch (ExecutionException e) {
                LOGGER.atInfo().setCause(e).log("the brokers refuse for now");
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("consumer groups cannot be changed", e);
                }
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("consumer groups have not read all within " + limit.toSeconds() + " s");
            }
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
