package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class UncommittedTest {
    private static final TopicPartition ONE = new TopicPartition("one", 0);
    private static final TopicPartition TWO = new TopicPartition("two", 0);

    private final Uncommitted uncommitted = new Uncommitted();

    @Test
    void aBatchIsCommittedOnceAllOfItAndAllBeforeItIsDone() {
        Runnable first = uncommitted.add(next(ONE, 5), 2);
        Runnable second = uncommitted.add(next(ONE, 8), 1);

        second.run();
        first.run();
        assertThat(uncommitted.done()).isEmpty();

        first.run();
        assertThat(uncommitted.done()).isEqualTo(next(ONE, 8));
        assertThat(uncommitted.done()).isEmpty();
    }

    @Test
    void whatMakesNoReportIsCommittedAtOnceIfNothingIsBeforeIt() {
        uncommitted.add(next(ONE, 5), 0);
        assertThat(uncommitted.done()).isEqualTo(next(ONE, 5));

        Runnable open = uncommitted.add(next(ONE, 6), 1);
        uncommitted.add(next(TWO, 3), 0);
        uncommitted.add(next(ONE, 9), 0);
        assertThat(uncommitted.done()).isEmpty();

        open.run();
        assertThat(uncommitted.done()).isEqualTo(Map.of(ONE, new OffsetAndMetadata(9), TWO, new OffsetAndMetadata(3)));
    }

    @Test
    void whatAnotherInstanceReadsNowIsNotCommitted() {
        Runnable open = uncommitted.add(Map.of(ONE, new OffsetAndMetadata(5), TWO, new OffsetAndMetadata(3)), 1);
        uncommitted.forget(List.of(ONE));

        open.run();

        assertThat(uncommitted.done()).isEqualTo(next(TWO, 3));
    }

    private static Map<TopicPartition, OffsetAndMetadata> next(TopicPartition partition, long offset) {
        return Map.of(partition, new OffsetAndMetadata(offset));
    }
}
