package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Starts revisions, writes down what became of them, and ends those that nobody needs. */
record Settling(ServiceStores stores, Instances instances, ServiceEnvironment environment) {

    /**
     * Makes a revision ready, or finds out that it cannot be. A failure is remembered: it is not tried again.
     *
     * @param wanted the generation that asks; a newer one ends the wait
     * @param name the revision's full name
     * @return why it is not ready; empty: it is, or nobody needs to know any more
     */
    Optional<Condition> settle(Service wanted, String name) throws InterruptedException {
        Optional<Revision> found = stores.revisions().find(name);
        if (found.isEmpty() || superseded(wanted)) {
            return Optional.empty();
        }
        Revision revision = found.get();
        Optional<Condition> known = RevisionStatus.failure(revision);
        if (known.isPresent()) {
            return known;
        }
        return switch (instances.ready(revision, () -> !superseded(wanted))) {
            case Readiness.Ready _ -> {
                write(revision, "revision.ready", "OK", RevisionStatus::ready);
                yield Optional.empty();
            }
            case Readiness.Failed(Condition why) -> {
                write(
                        revision,
                        "revision.failed",
                        why.getMessage(),
                        (before, now) -> RevisionStatus.failed(before, why, now));
                yield Optional.of(why);
            }
            case Readiness.Superseded _ -> Optional.empty();
        };
    }

    /** Whether a service is gone or has a newer generation than the one that is rolled out. */
    boolean superseded(Service wanted) {
        return stores.services()
                .find(wanted.getName())
                .filter(current -> current.getUid().equals(wanted.getUid()))
                .map(current -> current.getGeneration() != wanted.getGeneration())
                .orElse(true);
    }

    /** Ends the processes of revisions that have no traffic, have no tag and are not the latest. */
    void retireUnneeded(Service service) {
        Set<String> needed = new LinkedHashSet<>();
        needed.add(service.getLatestCreatedRevision());
        service.getTrafficStatusesList()
                .forEach(target -> needed.add(ServiceStores.revisionName(service.getName(), target.getRevision())));
        for (Revision revision : stores.revisionsOf(service.getName())) {
            if (!needed.contains(revision.getName())) {
                instances.retire(revision.getName());
            }
        }
    }

    /** The first word stands: a process that dies later does not make its revision a failed one. */
    private void write(
            Revision revision, String event, String outcome, BiFunction<Revision, Instant, Revision> status) {
        if (!RevisionStatus.isReady(revision)) {
            Instant now = environment.clock().instant();
            stores.revisions().update(revision.getName(), before -> status.apply(before, now));
            environment.audit().record(event, revision.getName(), outcome);
        }
    }
}
