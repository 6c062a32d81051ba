package dev.migrationgate.quickstart.chaos.audit;

import static java.util.stream.Collectors.groupingBy;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** P1, P5 and P6: what passed the gate, what was held, and what serves. */
final class Gate {
    private static final Pattern FULL_TRAFFIC = Pattern.compile("(\\S+?)=100(?:#\\S+)?(?: .*)?");

    private Gate() {}

    /** No revision without a success of exactly that deployment, and no success without evidence. */
    static Finding promise1(Facts facts) {
        List<String> violations = new ArrayList<>();
        Map<String, List<MigrationSucceeded>> successes = facts.of(MigrationSucceeded.class)
                .collect(groupingBy(success -> success.getRequest().getDeploymentId()));
        List<EmulatorLine> revisions = facts.recorded("revision.created").toList();
        for (EmulatorLine revision : revisions) {
            boolean passed = facts.ofRevision(revision.shortName()).stream()
                    .flatMap(id -> successes.getOrDefault(id, List.of()).stream())
                    .anyMatch(success -> !success.getDecidedAt().isAfter(revision.time()));
            if (!passed) {
                violations.add("no success before the revision " + revision.shortName() + " of " + revision.time());
            }
        }
        successes.values().stream()
                .flatMap(List::stream)
                .filter(success -> !proven(facts, success))
                .forEach(success -> violations.add("a success without evidence: " + success.getOutcome() + " of "
                        + success.getRequest().getDeploymentId()));
        return new Finding(
                "P1",
                revisions.size() + " revisions, each after a success of its deployment; " + successes.size()
                        + " successes, each with evidence",
                violations);
    }

    private static boolean proven(Facts facts, MigrationSucceeded success) {
        DeploymentRequested request = success.getRequest();
        return switch (success.getOutcome()) {
            case APPLIED ->
                facts.runs().stream()
                        .anyMatch(run -> run.deployment().equals(request.getDeploymentId())
                                && run.attempt() == success.getAttempt()
                                && run.succeeded());
            case NOT_REQUIRED -> request.getMigration().isEmpty();
            case SKIPPED ->
                facts.of(LaneReleased.class)
                        .anyMatch(release -> release.getDeploymentId().equals(request.getDeploymentId())
                                && release.getVerdict() == LaneVerdict.SUCCEEDED);
        };
    }

    /** Nothing else starts on a database whose last migration's outcome is not known. */
    static Finding promise5(Facts facts) {
        List<String> violations = new ArrayList<>();
        Map<String, List<Run>> runs = facts.runsByLane();
        List<LaneQuarantined> held = facts.of(LaneQuarantined.class).toList();
        for (LaneQuarantined quarantine : held) {
            Instant end = released(facts, quarantine);
            runs.getOrDefault(quarantine.getLaneId(), List.of()).stream()
                    .filter(run -> run.started().isAfter(quarantine.getQuarantinedAt())
                            && run.started().isBefore(end))
                    .forEach(run -> violations.add(
                            "started while " + quarantine.getLaneId() + " was held until " + end + ": " + run));
        }
        long deleted =
                facts.runs().stream().filter(run -> run.ended().isEmpty()).count();
        return new Finding(
                "P5",
                held.size() + " times a lane was held, and nothing started on it; " + deleted
                        + " executions were deleted while they ran",
                violations);
    }

    /** When a person or found evidence ended the quarantine. */
    private static Instant released(Facts facts, LaneQuarantined quarantine) {
        String deployment = quarantine.getDeploymentId();
        return Stream.of(
                        facts.of(LaneReleased.class)
                                .filter(event -> event.getDeploymentId().equals(deployment))
                                .map(LaneReleased::getReleasedAt),
                        facts.of(MigrationFailed.class)
                                .filter(event -> event.getDeploymentId().equals(deployment))
                                .map(MigrationFailed::getDecidedAt),
                        facts.of(MigrationSucceeded.class)
                                .filter(event ->
                                        event.getRequest().getDeploymentId().equals(deployment))
                                .map(MigrationSucceeded::getDecidedAt))
                .flatMap(moments -> moments)
                .filter(moment -> !moment.isBefore(quarantine.getQuarantinedAt()))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** What serves in the end is the last that was deployed, whatever failed after it. */
    static Finding promise6(Facts facts) {
        List<String> violations = new ArrayList<>();
        Map<String, String> serving = new HashMap<>();
        facts.recorded("service.traffic")
                .forEach(line -> fullTraffic(line.outcome()).ifPresent(all -> serving.put(line.shortName(), all)));
        Map<String, ServiceDeployed> deployed = new HashMap<>();
        facts.of(ServiceDeployed.class).forEach(event -> deployed.put(last(event.getService()), event));
        deployed.forEach((service, event) -> {
            String revision = last(event.getRevision());
            if (!Objects.equals(serving.get(service), revision)) {
                violations.add(
                        service + " is served by " + serving.get(service) + ", but " + revision + " was deployed last");
            }
        });
        serving.forEach((service, revision) -> {
            if (!deployed.containsKey(service)) {
                violations.add(service + " is served by " + revision + ", but nothing was deployed");
            }
        });
        return new Finding(
                "P6",
                deployed.size() + " services serve what was deployed to them last, and nothing that failed",
                violations);
    }

    private static Optional<String> fullTraffic(String split) {
        return Stream.of(split.split(" ", -1))
                .map(FULL_TRAFFIC::matcher)
                .filter(Matcher::matches)
                .map(part -> part.group(1))
                .findFirst();
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
