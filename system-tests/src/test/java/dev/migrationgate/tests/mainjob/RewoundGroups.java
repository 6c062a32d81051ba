package dev.migrationgate.tests.mainjob;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * All consumer groups of a broker, whichever service has them.
 *
 * @param servers the broker, {@code host:port}
 */
record RewoundGroups(String servers) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** The end of a transaction is an offset that no consumer commits. */
    private static final long MARKERS = 2;

    /** Sends every group back to offset 0 of all that it reads; answers their names. Their members must be gone. */
    List<String> rewind() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            List<String> groups =
                    await().atMost(LIMIT).ignoreExceptions().until(() -> names(admin), all -> !all.isEmpty());
            for (String group : groups) {
                await("rewinding " + group).atMost(LIMIT).ignoreExceptions().until(() -> rewound(admin, group));
            }
            return groups;
        }
    }

    /** Waits until a group has read everything. */
    void awaitRead(String group) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            await(group + " has read all").atMost(LIMIT).ignoreExceptions().until(() -> hasRead(admin, group));
        }
    }

    private static List<String> names(Admin admin) throws ExecutionException, InterruptedException {
        return admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                .map(GroupListing::groupId)
                .sorted()
                .toList();
    }

    private static boolean rewound(Admin admin, String group) throws ExecutionException, InterruptedException {
        // Static members stay members until somebody strikes them off.
        if (!admin.describeConsumerGroups(List.of(group))
                .all()
                .get()
                .get(group)
                .members()
                .isEmpty()) {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }
        Map<TopicPartition, OffsetAndMetadata> start = committed(admin, group).keySet().stream()
                .collect(Collectors.toMap(partition -> partition, _ -> new OffsetAndMetadata(0)));
        admin.alterConsumerGroupOffsets(group, start).all().get();
        return committed(admin, group).values().stream().allMatch(each -> each.offset() == 0) && !start.isEmpty();
    }

    private static boolean hasRead(Admin admin, String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = committed(admin, group);
        return admin
                .listOffsets(read.keySet().stream()
                        .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                .all()
                .get()
                .entrySet()
                .stream()
                .allMatch(end -> read.get(end.getKey()).offset() + MARKERS
                        >= end.getValue().offset());
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata(group)
                .get();
    }
}
