package dev.migrationgate.quickstart.chaos.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.LaneReleased;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is known: the topics and the emulator's record, ordered for the questions of an audit. Jobs and revisions are matched
 * with deployments by their names alone, so that one that no event tells of is seen too.
 */
final class Facts {
    private static final Pattern JOB = Pattern.compile(".*/jobs/m-([a-z0-9]{20})-a([0-9]+)/executions/[^/]+");
    private static final Pattern REVISION = Pattern.compile(".*-([a-z0-9]{10})");

    private final List<Written> topics;
    private final List<EmulatorLine> record;
    private final Map<String, DeploymentRequested> requests = new LinkedHashMap<>();
    private final List<Run> runs;

    Facts(List<Written> topics, List<EmulatorLine> record) {
        this.topics = topics.stream()
                .sorted(Comparator.comparingInt(Written::partition).thenComparingLong(Written::offset))
                .toList();
        this.record = List.copyOf(record);
        of(DeploymentRequested.class).forEach(request -> requests.putIfAbsent(request.getDeploymentId(), request));
        Map<String, EmulatorLine> ends = record.stream()
                .filter(line -> line.is("execution.ended"))
                .collect(toMap(EmulatorLine::resource, line -> line, (first, second) -> first));
        this.runs = record.stream()
                .filter(line -> line.is("execution.started"))
                .map(line -> run(line, Optional.ofNullable(ends.get(line.resource()))))
                .toList();
    }

    private Run run(EmulatorLine start, Optional<EmulatorLine> end) {
        Matcher name = JOB.matcher(start.resource());
        boolean ours = name.matches();
        return new Run(
                start.resource(),
                ours ? deployment(name.group(1)).orElse("?") : "?",
                ours ? Integer.parseInt(name.group(2)) : 0,
                start.time(),
                end.map(EmulatorLine::time),
                end.map(EmulatorLine::outcome).orElse(""));
    }

    private Optional<String> deployment(String prefix) {
        return requests.keySet().stream().filter(id -> id.startsWith(prefix)).findFirst();
    }

    /** The deployment that a revision's name tells of. */
    Optional<String> ofRevision(String shortName) {
        Matcher name = REVISION.matcher(shortName);
        return name.matches() ? deployment(name.group(1)) : Optional.empty();
    }

    /** All events of a kind, in the order of their partition and offset. */
    <T extends SpecificRecord> Stream<T> of(Class<T> kind) {
        return topics.stream().map(Written::event).filter(kind::isInstance).map(kind::cast);
    }

    /** Requests by deployment, in the order in which each lane got them. */
    Map<String, DeploymentRequested> requests() {
        return requests;
    }

    /** All executions whose container started, once for each start. */
    List<Run> runs() {
        return runs;
    }

    /** The same by lane, each lane's in the order of their start. */
    Map<String, List<Run>> runsByLane() {
        return runs.stream()
                .filter(run -> requests.containsKey(run.deployment()))
                .sorted(Comparator.comparing(Run::started))
                .collect(groupingBy(this::lane));
    }

    private String lane(Run run) {
        return Optional.ofNullable(requests.get(run.deployment()))
                .map(DeploymentRequested::getLaneId)
                .orElseThrow();
    }

    /** All ends that were said of deployments. */
    List<End> ends() {
        return topics.stream()
                .map(Written::event)
                .map(End::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** When a person or found evidence let a deployment's lane go on, the first time from a moment on. */
    Optional<Instant> released(String deployment, Instant from) {
        // Events count milliseconds, the emulator microseconds.
        Instant first = from.truncatedTo(ChronoUnit.MILLIS);
        return of(LaneReleased.class)
                .filter(event -> event.getDeploymentId().equals(deployment))
                .map(LaneReleased::getReleasedAt)
                .filter(moment -> !moment.isBefore(first))
                .min(Instant::compareTo);
    }

    /** Lines of the emulator's record about a kind of happening. */
    Stream<EmulatorLine> recorded(String event) {
        return record.stream().filter(line -> line.is(event));
    }

    /** Lines of the emulator's record after a moment. */
    Stream<EmulatorLine> recordedAfter(Instant moment) {
        return record.stream().filter(line -> line.time().isAfter(moment));
    }
}
