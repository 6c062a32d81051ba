package dev.migrationgate.benchmarks.intake;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What came back of a number of posts. For one thread only. */
final class Answers {
    /** In place of a status: the connection broke before the answer. */
    static final int BROKEN = 0;

    /** In place of a status: no answer within the time that answers are waited for. */
    static final int MISSING = 1;

    private static final int ACCEPTED = 202;

    private final Map<Integer, Integer> byStatus = new TreeMap<>();
    private final long[] latencies;
    private int count;
    private boolean sorted;

    /** Room for so many answers. */
    Answers(int most) {
        latencies = new long[most];
    }

    void add(int status, long latencyNanos) {
        byStatus.merge(status, 1, Integer::sum);
        latencies[count++] = latencyNanos;
        sorted = false;
    }

    /** Says that so many have not come, which makes each of them later than all that have. */
    void missing(int posts) {
        for (int i = 0; i < posts; i++) {
            add(MISSING, Long.MAX_VALUE);
        }
    }

    int count() {
        return count;
    }

    int accepted() {
        return byStatus.getOrDefault(ACCEPTED, 0);
    }

    boolean allAccepted() {
        return accepted() == count;
    }

    /** How many of each status that is not 202. */
    Map<Integer, Integer> others() {
        var others = new TreeMap<>(byStatus);
        others.remove(ACCEPTED);
        return others;
    }

    /**
     * The time within which a part of all posts was answered.
     *
     * @param part 0 to 1; 1 gives the slowest
     */
    Duration within(double part) {
        if (!sorted) {
            Arrays.sort(latencies, 0, count);
            sorted = true;
        }
        int at = (int) Math.ceil(part * count) - 1;
        return count == 0 ? Duration.ZERO : Duration.ofNanos(latencies[Math.max(0, at)]);
    }
}
