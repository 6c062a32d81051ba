package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceDeployed;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Says in CDEvents what was recorded; no I/O. An event in, at most one out. What the vocabulary has no word for is not told: that a
 * deployment was cancelled before it began, was superseded, waits, is held, or could not be rolled out.
 *
 * @param source who tells it: the context.source of every event
 */
record Translation(URI source) {
    /** What is to be told of an event. */
    Telling of(Occurrence seen) {
        return switch (seen.event()) {
            case DeploymentRequested request -> merged(seen, request);
            case MigrationStarted started -> new Telling.Told(started(seen, started));
            case MigrationSucceeded passed ->
                // Nothing ran in the other cases.
                passed.getOutcome() == MigrationOutcome.APPLIED
                        ? new Telling.Told(applied(seen, passed))
                        : new Telling.Nothing();
            case MigrationFailed failed -> new Telling.Told(failed(seen, failed));
            case DeploymentCancelled cancelled ->
                seen.past()
                        .started()
                        .<Telling>map(attempt -> new Telling.Told(cancelled(seen, cancelled, attempt)))
                        .orElseGet(Telling.Nothing::new);
            case ServiceDeployed deployed -> deployed(seen, deployed);
            default -> new Telling.Nothing();
        };
    }

    private Telling merged(Occurrence seen, DeploymentRequested request) {
        Optional<Merge> merge = Chain.merge(request);
        if (merge.isEmpty() || seen.past().merged()) {
            return new Telling.Nothing();
        }
        Requester requester = request.getRequester();
        return new Telling.Told(new Document(Kind.CHANGE_MERGED, merge.get().id(), source, request.getRequestedAt())
                .chain(Chain.of(request))
                .subject(merge.get().commit())
                .content("repository", Document.object("id", merge.get().repository()))
                .custom("provider", merge.get().host())
                .custom("ref", requester.getRef())
                .event());
    }

    private CdEvent started(Occurrence seen, MigrationStarted started) {
        Document document = new Document(
                        Kind.MIGRATION_STARTED, id(Kind.MIGRATION_STARTED, seen), source, started.getStartedAt())
                .path(seen.request().flatMap(Chain::merge).map(Merge::id));
        return migration(document, seen, started.getApplicationId(), started.getVersion(), started.getAttempt())
                .custom("execution", Optional.of(started.getExecution()))
                .event();
    }

    private CdEvent applied(Occurrence seen, MigrationSucceeded passed) {
        DeploymentRequested request = passed.getRequest();
        Document document = finished(seen, passed.getDecidedAt());
        return evidence(
                        migration(
                                document, seen, request.getApplicationId(), request.getVersion(), passed.getAttempt()),
                        passed.getEvidence())
                .content("outcome", Outcome.SUCCESS.word())
                .event();
    }

    private CdEvent failed(Occurrence seen, MigrationFailed failed) {
        Document document = finished(seen, failed.getDecidedAt());
        return evidence(
                        migration(document, seen, failed.getApplicationId(), failed.getVersion(), failed.getAttempt()),
                        failed.getEvidence())
                .content("outcome", Outcome.of(failed.getReason()).word())
                .content("reason", failed.getReason())
                .content("errors", Document.shortened(failed.getMessage()))
                .event();
    }

    /** Of a cancel, only that the migration that ran runs no more. Its reason says how it ended, if that is known. */
    private CdEvent cancelled(Occurrence seen, DeploymentCancelled cancelled, Occurrence.Attempt attempt) {
        String version = seen.request().map(DeploymentRequested::getVersion).orElse("");
        return migration(
                        finished(seen, cancelled.getCancelledAt()),
                        seen,
                        cancelled.getApplicationId(),
                        version,
                        attempt.number())
                .content("outcome", Outcome.CANCEL.word())
                .content("reason", "CANCELLED")
                .content("errors", Document.shortened(cancelled.getReason()))
                .event();
    }

    private Telling deployed(Occurrence seen, ServiceDeployed deployed) {
        if (seen.request().isEmpty()) {
            // Without it nobody knows the image, which the event must name.
            return new Telling.Skipped("no-request");
        }
        DeploymentRequested request = seen.request().get();
        Optional<String> before = seen.past()
                .applied()
                .map(name -> Names.of(Kind.MIGRATION_FINISHED.type(), name))
                .or(() -> Chain.merge(request).map(Merge::id));
        return new Telling.Told(
                new Document(Kind.SERVICE_DEPLOYED, id(Kind.SERVICE_DEPLOYED, seen), source, deployed.getDeployedAt())
                        .chain(Chain.of(request))
                        .path(before)
                        .subject(deployed.getService())
                        .content("environment", Document.environment(deployed.getApplicationId()))
                        .content(
                                "artifactId",
                                Purl.of(request.getService().getContainer().getImage()))
                        .custom("deploymentId", seen.deployment())
                        .custom("applicationId", deployed.getApplicationId())
                        .custom("version", deployed.getVersion())
                        .custom("revision", deployed.getRevision())
                        .custom("uri", deployed.getUri())
                        .custom("replayOf", request.getReplayOf())
                        .event());
    }

    private Document finished(Occurrence seen, Instant at) {
        return new Document(Kind.MIGRATION_FINISHED, id(Kind.MIGRATION_FINISHED, seen), source, at)
                .path(seen.past()
                        .started()
                        .map(attempt -> Names.of(Kind.MIGRATION_STARTED.type(), attempt.name()))
                        .or(() -> seen.request().flatMap(Chain::merge).map(Merge::id)));
    }

    /** What both events of a migration say. */
    private static Document migration(
            Document document, Occurrence seen, String application, String version, int attempt) {
        Optional<MigrationSpec> spec = seen.request().flatMap(DeploymentRequested::getMigration);
        seen.request().map(Chain::of).ifPresent(document::chain);
        document.subject(seen.deployment() + "/migration")
                .content("deploymentId", seen.deployment())
                .content("applicationId", application)
                .content("environment", Document.environment(application))
                .content("version", version)
                .content("attempt", attempt);
        spec.ifPresent(each -> document.content("reversible", each.getReversible())
                .content("artifactId", Purl.of(each.getContainer().getImage())));
        return document;
    }

    private static Document evidence(Document document, Optional<ExecutionEvidence> evidence) {
        return document.custom("execution", evidence.map(ExecutionEvidence::getExecution))
                .custom("log", evidence.flatMap(ExecutionEvidence::getLogUri));
    }

    private static String id(Kind kind, Occurrence seen) {
        return Names.of(kind.type(), seen.name());
    }
}
