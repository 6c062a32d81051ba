package dev.migrationgate.ledger.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private static final long SECOND = 1_000_000_000;

    private long now = 1;
    private final Alignment alignment = new Alignment(PARTITIONS.size(), () -> now);

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
    void nobodyWaitsForLongForAPartitionThatTellsNothingWhileOthersDo() {
        Set<TopicPartition> behind = Set.of(REQUESTED, STARTED);
        assertThat(taken(behind, record(STARTED, 0, 10))).isEmpty();
        now += SECOND;
        assertThat(taken(behind, record(STARTED, 1, 11))).isEmpty();

        now++;
        assertThat(taken(behind, record(STARTED, 2, 12))).containsExactly("started 0", "started 1", "started 2");
        assertThat(taken(behind, record(REQUESTED, 0, 10), record(STARTED, 3, 13)))
                .as("it tells something again")
                .containsExactly("requested 0");
    }

    @Test
    void muchIsGivenOutInParts() {
        Set<TopicPartition> behind = Set.of(REQUESTED);
        for (int i = 0; i < 20; i++) {
            taken(behind, record(STARTED, i, i));
        }

        assertThat(taken(Set.of(), record(REQUESTED, 0, 5))).hasSize(16);
        assertThat(alignment.ready().count()).isEqualTo(5);
        assertThat(alignment.ready().nextOffsets()).isEmpty();
    }

    @Test
    void whereMuchIsHeldOfAllOnlyThoseOfWhichNothingIsAreReadOn() {
        List<TopicPartition> several = IntStream.range(0, 65)
                .mapToObj(i -> new TopicPartition("migration-started", i))
                .toList();
        var many = new Alignment(2, () -> now);

        many.add(polled(several.stream().map(each -> record(each, 0, 1)).toList()), Set.of(REQUESTED));

        assertThat(many.full()).containsExactlyInAnyOrderElementsOf(several);
    }

    @Test
    void headersCount() {
        ConsumerRecord<String, byte[]> record = record(STARTED, 0, 1);
        record.headers().add("large", new byte[22 * MEGABYTE]);

        taken(Set.of(REQUESTED), record);

        assertThat(alignment.full()).containsExactly(STARTED);
    }

    @Test
    void nextOffsetsLieBeforeWhatIsHeld() {
        Set<TopicPartition> behind = Set.of(REQUESTED, STARTED);
        var polled = polled(List.of(record(STARTED, 4, 10), record(STARTED, 5, 20)));
        assertThat(given(polled, behind).nextOffsets()).isEqualTo(Map.of(STARTED, new OffsetAndMetadata(4)));

        assertThat(given(polled(List.of(record(REQUESTED, 0, 15))), behind).nextOffsets())
                .isEqualTo(Map.of(STARTED, new OffsetAndMetadata(5), REQUESTED, new OffsetAndMetadata(1)));
    }

    @Test
    void theEndOfATransactionIsGoneOver() {
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(STARTED, new OffsetAndMetadata(7));

        assertThat(given(new ConsumerRecords<>(Map.of(), next), Set.copyOf(PARTITIONS))
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
            alignment.add(
                    polled(polled),
                    PARTITIONS.stream()
                            .filter(each -> left.getOrDefault(each, 0) > 0)
                            .collect(Collectors.toSet()));
            takeAll(expected);
        }
        assertThat(expected).isEqualTo(at);
        assertThat(alignment.size()).isZero();
    }

    private void takeAll(Map<TopicPartition, Long> expected) {
        ConsumerRecords<String, byte[]> taken;
        do {
            taken = alignment.ready();
            for (ConsumerRecord<String, byte[]> each : taken) {
                var partition = new TopicPartition(each.topic(), each.partition());
                assertThat(each.offset()).isEqualTo(expected.merge(partition, 1L, Long::sum) - 1);
            }
            taken.nextOffsets()
                    .forEach((partition, next) ->
                            assertThat(next.offset()).isEqualTo(expected.getOrDefault(partition, 0L)));
        } while (!taken.nextOffsets().isEmpty());
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only read.
    private List<String> taken(Set<TopicPartition> behind, ConsumerRecord<String, byte[]>... polled) {
        var names = new ArrayList<String>();
        given(polled(List.of(polled)), behind)
                .forEach(each ->
                        names.add(each.topic().substring(each.topic().indexOf('-') + 1) + " " + each.offset()));
        return names;
    }

    private ConsumerRecords<String, byte[]> given(ConsumerRecords<String, byte[]> polled, Set<TopicPartition> behind) {
        alignment.add(polled, behind);
        return alignment.ready();
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
