package dev.migrationgate.quickstart.chaos.audit;

import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.MigrationOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** What topics and emulator say, told one thing after the other; the clock goes on by a second each time. */
final class Story {
    static final String LANE = "lane";
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final String JOBS = "projects/p/locations/r/jobs/";
    static final String SERVICE = "projects/p/locations/r/services/app";

    private final List<Written> topics = new ArrayList<>();
    private final List<EmulatorLine> record = new ArrayList<>();
    private final Set<String> accepted = new HashSet<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private int seconds;

    /** An id of a deployment that starts with a letter. */
    static String id(char letter) {
        return letter + "0123456789abcdefghijklmn";
    }

    Instant now() {
        return START.plusSeconds(seconds);
    }

    private Story says(SpecificRecord event) {
        topics.add(new Written(0, topics.size(), event));
        seconds++;
        return this;
    }

    private Story emulator(String event, String resource, String outcome) {
        record.add(new EmulatorLine(now(), event, resource, outcome));
        seconds++;
        return this;
    }

    /** Nothing happens for longer than the emulator may take to write a line. */
    Story later() {
        seconds += 10;
        return this;
    }

    /** Ingest says 2xx. */
    Story accepted(char id) {
        accepted.add(id(id));
        return this;
    }

    /** Ingest says no. */
    Story refused(String answer) {
        refusals.add(answer);
        return this;
    }

    /** Waiting for its end was given up. */
    Story waitedInVain(char id) {
        open.add(id(id));
        return this;
    }

    Story requested(char id, boolean migrates) {
        accepted(id);
        return says(StoryEvents.requested(id, migrates, now()));
    }

    Story started(char id, int attempt) {
        return emulator("execution.started", execution(id, attempt), "OK");
    }

    Story ended(char id, int attempt, String outcome) {
        return emulator("execution.ended", execution(id, attempt), outcome);
    }

    private static String execution(char id, int attempt) {
        String job = "m-" + id(id).substring(0, 20) + "-a" + attempt;
        return JOBS + job + "/executions/" + job + "-run";
    }

    Story succeeded(char id, MigrationOutcome outcome) {
        return says(StoryEvents.succeeded(id, outcome, now()));
    }

    Story failed(char id, int attempt) {
        return says(StoryEvents.failed(id, attempt, now()));
    }

    Story retried(char id) {
        return says(StoryEvents.retried(id, now()));
    }

    Story quarantined(char id) {
        return says(new LaneQuarantined(LANE, id(id), 1, "deleted", now(), "app"));
    }

    Story released(char id, LaneVerdict verdict) {
        return says(new LaneReleased(LANE, id(id), verdict, "a", "r", now(), "app"));
    }

    Story revision(char id) {
        return emulator("revision.created", SERVICE + "/revisions/" + revisionName(id), "OK");
    }

    Story traffic(char id) {
        return emulator("service.traffic", SERVICE, revisionName(id) + "=100#candidate");
    }

    Story deployed(char id) {
        return says(StoryEvents.deployed(id, now()));
    }

    Story deployFailed(char id) {
        return says(StoryEvents.deployFailed(id, now()));
    }

    Story superseded(char id, char by) {
        return says(StoryEvents.superseded(id, by, now()));
    }

    static String revisionName(char id) {
        return "app-" + id(id).substring(0, 10);
    }

    /** All that a deployment does that is not disturbed. */
    Story undisturbed(char id) {
        return requested(id, true)
                .started(id, 1)
                .ended(id, 1, "SUCCEEDED")
                .succeeded(id, MigrationOutcome.APPLIED)
                .revision(id)
                .traffic(id)
                .deployed(id);
    }

    /** The promises that an audit finds broken, with all read again now. */
    List<String> broken() {
        return broken(new Auditor.Rewind(now(), topics.size()));
    }

    List<String> broken(Auditor.Rewind rewind) {
        return broken(new Asked(accepted.size() + refusals.size(), accepted, refusals, List.of(), open), rewind);
    }

    List<String> broken(Asked asked, Auditor.Rewind rewind) {
        return Auditor.findings(topics, record, asked, rewind).stream()
                .filter(finding -> !finding.holds())
                .map(Finding::promise)
                .toList();
    }

    int events() {
        return topics.size();
    }
}
