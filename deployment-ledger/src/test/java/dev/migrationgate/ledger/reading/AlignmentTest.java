package dev.migrationgate.ledger.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class AlignmentTest {
    private static final TopicPartition REQUESTED = new TopicPartition("deployment-requested", 0);
    private static final TopicPartition STARTED = new TopicPartition("migration-started", 0);
    private static final TopicPartition DEPLOYED = new TopicPartition("service-deployed", 0);
    private static final List<TopicPartition> PARTITIONS = List.of(REQUESTED, STARTED, DEPLOYED);
    private static final int MEGABYTE = 1 << 20;

    private final Alignment alignment = new Alignment(PARTITIONS);

    @Test
    void whatIsFurtherInTimeWaitsForTheOthers() {
        Set<TopicPartition> behind = Set.of(REQUESTED, STARTED);
        assertThat(taken(behind, record(STARTED, 0, 10), record(STARTED, 1, 20), record(STARTED, 2, 30)))
                .isEmpty();

        assertThat(taken(behind, record(REQUESTED, 0, 10), record(REQUESTED, 1, 20)))
                .containsExactlyInAnyOrder("requested 0", "requested 1", "started 0", "started 1");
        assertThat(alignment.size()).isEqualTo(1);
    }

    @Test
    void whatHasNothingMoreIsNotWaitedFor() {
        assertThat(taken(Set.of(STARTED), record(STARTED, 0, 10), record(REQUESTED, 0, 20)))
                .containsExactly("started 0");
        assertThat(taken(Set.of(), record(STARTED, 1, 11))).containsExactlyInAnyOrder("started 1", "requested 0");
    }

    @Test
    void nobodyWaitsForAPartitionThatTellsNothing() {
        assertThat(taken(Set.of(REQUESTED, STARTED), record(STARTED, 0, 10))).isEmpty();

        assertThat(taken(Set.of(REQUESTED, STARTED))).containsExactly("started 0");
    }

    @Test
    void nextOffsetsLieBeforeWhatIsHeld() {
        Set<TopicPartition> behind = Set.of(REQUESTED, STARTED);
        var polled = polled(List.of(record(STARTED, 4, 10), record(STARTED, 5, 20)));
        assertThat(alignment.take(polled, behind::contains).nextOffsets())
                .isEqualTo(Map.of(STARTED, new OffsetAndMetadata(4)));

        assertThat(alignment
                        .take(polled(List.of(record(REQUESTED, 0, 15))), behind::contains)
                        .nextOffsets())
                .isEqualTo(Map.of(STARTED, new OffsetAndMetadata(5), REQUESTED, new OffsetAndMetadata(1)));
    }

    @Test
    void theEndOfATransactionIsGoneOver() {
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(STARTED, new OffsetAndMetadata(7));

        assertThat(alignment
                        .take(new ConsumerRecords<>(Map.of(), next), PARTITIONS::contains)
                        .nextOffsets())
                .isEqualTo(next);
    }

    @Test
    void aPartitionOfWhichMuchIsHeldIsReadOnWhenSomeIsTaken() {
        Set<TopicPartition> behind = Set.of(REQUESTED, STARTED);
        for (int i = 0; i < 22; i++) {
            assertThat(alignment.full()).isEmpty();
            taken(behind, record(STARTED, i, i));
        }
        assertThat(alignment.full()).containsExactly(STARTED);

        taken(behind, record(REQUESTED, 0, 5));
        assertThat(alignment.full()).isEmpty();
    }

    @Property(tries = 200)
    void allIsTakenOnceAndInOrder(@ForAll long seed) {
        var random = new Random(seed);
        Map<TopicPartition, Integer> left = new HashMap<>();
        PARTITIONS.forEach(each -> left.put(each, random.nextInt(40)));
        Map<TopicPartition, Long> at = new HashMap<>();
        Map<TopicPartition, Long> expected = new HashMap<>();
        while (left.values().stream().anyMatch(each -> each > 0)) {
            var polled = new ArrayList<ConsumerRecord<String, byte[]>>();
            for (TopicPartition each : PARTITIONS) {
                for (int i = random.nextInt(5); i > 0 && left.getOrDefault(each, 0) > 0; i--) {
                    polled.add(record(each, at.merge(each, 1L, Long::sum) - 1, random.nextInt(1_000)));
                    left.merge(each, -1, Integer::sum);
                }
            }
            ConsumerRecords<String, byte[]> taken =
                    alignment.take(polled(polled), each -> left.getOrDefault(each, 0) > 0);
            for (ConsumerRecord<String, byte[]> each : taken) {
                assertThat(each.offset())
                        .isEqualTo(
                                expected.merge(new TopicPartition(each.topic(), each.partition()), 1L, Long::sum) - 1);
            }
            taken.nextOffsets()
                    .forEach((partition, next) ->
                            assertThat(next.offset()).isEqualTo(expected.getOrDefault(partition, 0L)));
        }
        assertThat(expected).isEqualTo(at);
        assertThat(alignment.size()).isZero();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only read.
    private List<String> taken(Set<TopicPartition> behind, ConsumerRecord<String, byte[]>... polled) {
        var names = new ArrayList<String>();
        alignment
                .take(polled(List.of(polled)), behind::contains)
                .forEach(each ->
                        names.add(each.topic().substring(each.topic().indexOf('-') + 1) + " " + each.offset()));
        return names;
    }

    private static ConsumerRecords<String, byte[]> polled(List<ConsumerRecord<String, byte[]>> records) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> all = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (ConsumerRecord<String, byte[]> each : records) {
            var partition = new TopicPartition(each.topic(), each.partition());
            all.computeIfAbsent(partition, _ -> new ArrayList<>()).add(each);
            next.put(partition, new OffsetAndMetadata(each.offset() + 1));
        }
        return new ConsumerRecords<>(all, next);
    }

    private static ConsumerRecord<String, byte[]> record(TopicPartition partition, long offset, long time) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                time,
                TimestampType.CREATE_TIME,
                0,
                MEGABYTE,
                "",
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
