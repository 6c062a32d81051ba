package dev.migrationgate.tests.crash;

import dev.migrationgate.quickstart.chaos.audit.EmulatorLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a deployment came to: its events, and what Google Cloud saw of it.
 *
 * @param events names of its events
 * @param executions how many executions started
 * @param revisions how many revisions were created
 * @param shifts how often all traffic came to its revision
 * @param deadLetters how many events about it were refused
 */
record Outcome(List<String> events, long executions, long revisions, long shifts, long deadLetters) {

    /**
     * Reads it off the emulator's record.
     *
     * @param deployment its id
     * @param events names of its events
     */
    static Outcome of(String deployment, List<String> events, List<EmulatorLine> record, DeadLetters letters) {
        String revision = deployment.substring(0, 10);
        return new Outcome(
                events,
                count(record, "execution.started", "m-" + deployment.substring(0, 20)),
                count(record, "revision.created", revision),
                shifts(record, revision + "=100"),
                letters.about(deployment));
    }

    private static long count(List<EmulatorLine> record, String event, String name) {
        return record.stream()
                .filter(line -> line.method().equals(event) && line.resource().contains(name))
                .count();
    }

    /** The traffic is on record after each change of a service, whether that concerned the traffic or not. */
    private static long shifts(List<EmulatorLine> record, String share) {
        Map<String, Boolean> on = new HashMap<>();
        long shifts = 0;
        for (EmulatorLine line : record) {
            if (line.method().equals("service.traffic")) {
                boolean now = line.outcome().contains(share);
                boolean before = Boolean.TRUE.equals(on.put(line.resource(), now));
                shifts += now && !before ? 1 : 0;
            }
        }
        return shifts;
    }
}
