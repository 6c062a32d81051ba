package dev.migrationgate.quickstart.chaos.audit;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.MigrationSucceeded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** P5: that a lane is held for as long as an outcome is not known. */
final class Holds {
    private Holds() {}

    /**
     * For how long a lane is held.
     *
     * @param lane held
     * @param deployment whose outcome is not known
     * @param attempt of that deployment
     * @param from since when
     * @param until when a person or found evidence let it go on
     */
    private record Hold(String lane, String deployment, int attempt, Instant from, Instant until) {
        static Hold of(LaneQuarantined event, Facts facts) {
            return of(event.getLaneId(), event.getDeploymentId(), event.getAttempt(), event.getQuarantinedAt(), facts);
        }

        /** Only a release ends it: an end that is said without one is what is looked for. */
        static Hold of(String lane, String deployment, int attempt, Instant from, Facts facts) {
            return new Hold(
                    lane,
                    deployment,
                    attempt,
                    from,
                    facts.released(deployment, from).orElse(Instant.MAX));
        }

        boolean covers(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(until);
        }

        boolean isAbout(Run run) {
            return run.deployment().equals(deployment) && run.attempt() == attempt;
        }
    }

    /** While it is not known what became of a migration, nothing else starts on its database and nothing is said of its end. */
    static Finding promise5(Facts facts) {
        List<LaneQuarantined> quarantines = facts.of(LaneQuarantined.class).toList();
        List<Run> lost =
                facts.runs().stream().filter(run -> run.ended().isEmpty()).toList();
        List<Hold> holds = new ArrayList<>();
        quarantines.forEach(event -> holds.add(Hold.of(event, facts)));
        // Those that were deleted while they ran, told or not.
        lost.forEach(run -> Optional.ofNullable(facts.requests().get(run.deployment()))
                .map(DeploymentRequested::getLaneId)
                .ifPresent(lane -> holds.add(Hold.of(
                        lane, run.deployment(), run.attempt(), run.started().truncatedTo(ChronoUnit.MILLIS), facts))));
        Set<String> violations = new LinkedHashSet<>();
        holds.forEach(hold -> violations.addAll(broken(hold, facts)));
        return new Finding(
                "P5",
                quarantines.size()
                        + " times a lane was held, and nothing started on it or was said before its release; "
                        + lost.size() + " executions were deleted while they ran",
                List.copyOf(violations));
    }

    private static List<String> broken(Hold hold, Facts facts) {
        Stream<String> started = facts.runsByLane().getOrDefault(hold.lane(), List.of()).stream()
                .filter(run -> hold.covers(run.started()) && !hold.isAbout(run))
                .map(run -> "started while " + hold.lane() + " was held until " + hold.until() + ": " + run);
        Stream<String> opened = facts.of(MigrationSucceeded.class)
                .filter(event -> event.getRequest().getDeploymentId().equals(hold.deployment()))
                .filter(event -> hold.covers(event.getDecidedAt()))
                .map(event -> said("MigrationSucceeded", event.getDecidedAt(), hold));
        Stream<String> ended = facts.ends().stream()
                .filter(end -> end.deployment().equals(hold.deployment()) && hold.covers(end.at()))
                .map(end -> said(end.kind(), end.at(), hold));
        return Stream.of(started, opened, ended).flatMap(each -> each).toList();
    }

    private static String said(String what, Instant at, Hold hold) {
        return what + " was said at " + at + " of " + hold.deployment() + ", whose outcome was not known until "
                + hold.until();
    }
}
