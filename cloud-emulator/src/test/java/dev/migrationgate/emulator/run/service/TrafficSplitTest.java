package dev.migrationgate.emulator.run.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.TrafficTargetStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrafficSplitTest {
    private static final List<TrafficTargetStatus> TRAFFIC = List.of(target("old", 70, ""), target("new", 30, "next"));

    @Test
    void eachRevisionGetsItsShare() {
        long old = IntStream.range(0, 100)
                .filter(dice ->
                        TrafficSplit.byShare(TRAFFIC, dice).orElseThrow().equals("old"))
                .count();

        assertThat(old).isEqualTo(70);
    }

    @Test
    void aTagLeadsToItsRevisionWhateverItsShare() {
        assertThat(TrafficSplit.byTag(TRAFFIC, "next")).contains("new");
        assertThat(TrafficSplit.byTag(TRAFFIC, "none")).isEmpty();
    }

    @Test
    void withoutTrafficNobodyAnswers() {
        assertThat(TrafficSplit.byShare(List.of(), 0)).isEmpty();
    }

    private static TrafficTargetStatus target(String revision, int percent, String tag) {
        return TrafficTargetStatus.newBuilder()
                .setRevision(revision)
                .setPercent(percent)
                .setTag(tag)
                .build();
    }
}
