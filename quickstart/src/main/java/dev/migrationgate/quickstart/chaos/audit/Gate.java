package dev.migrationgate.quickstart.chaos.audit;

import static java.util.stream.Collectors.groupingBy;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.MigrationSucceeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** P1: what passed the gate. */
final class Gate {
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
            case NOT_REQUIRED ->
                request.getMigration().isEmpty()
                        && request.getSkippedMigration().isEmpty();
            case SKIPPED ->
                request.getSkippedMigration().isPresent()
                        || facts.of(LaneReleased.class)
                                .anyMatch(release -> release.getDeploymentId().equals(request.getDeploymentId())
                                        && release.getVerdict() == LaneVerdict.SUCCEEDED);
        };
    }
}
