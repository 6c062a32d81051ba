package dev.migrationgate.quickstart.chaos.audit;

import java.time.Instant;
import java.util.List;

/** Holds the topics and the emulator's record of a run against the promises P1 to P7, and what was asked against what was accepted. */
public final class Auditor {
    private Auditor() {}

    /**
     * Checks every promise.
     *
     * @param topics all events of all topics
     * @param record the emulator's whole record
     * @param asked what was asked of ingest, and what came of it
     * @param rewind when all consumers were sent back to offset 0, and how many events there were then
     */
    public static List<Finding> findings(List<Written> topics, List<EmulatorLine> record, Asked asked, Rewind rewind) {
        Facts facts = new Facts(topics, record);
        return List.of(
                asked.finding(),
                Gate.promise1(facts),
                Executions.promise2(facts),
                Executions.promise3(facts),
                Ends.promise4(facts, asked),
                Holds.promise5(facts),
                Serving.promise6(facts),
                Ends.promise7(facts, topics.size(), rewind));
    }

    /**
     * The moment at which all consumers were sent back to the topics' beginning.
     *
     * @param at when
     * @param events how many events there were
     */
    public record Rewind(Instant at, int events) {}
}
