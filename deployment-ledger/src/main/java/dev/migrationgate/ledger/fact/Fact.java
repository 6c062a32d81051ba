package dev.migrationgate.ledger.fact;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one event tells of a deployment; without what only the whole event has. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Requested.class, name = "requested"),
    @JsonSubTypes.Type(value = Fact.Commanded.class, name = "commanded"),
    @JsonSubTypes.Type(value = Fact.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Fact.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Fact.GatePassed.class, name = "gate-passed"),
    @JsonSubTypes.Type(value = Fact.MigrationFailed.class, name = "migration-failed"),
    @JsonSubTypes.Type(value = Fact.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = Fact.Superseded.class, name = "superseded"),
    @JsonSubTypes.Type(value = Fact.Quarantined.class, name = "quarantined"),
    @JsonSubTypes.Type(value = Fact.Released.class, name = "released"),
    @JsonSubTypes.Type(value = Fact.Deployed.class, name = "deployed"),
    @JsonSubTypes.Type(value = Fact.DeployFailed.class, name = "deploy-failed")
})
public sealed interface Fact {
    /** When it happened, as the event says. */
    Instant at();

    /**
     * It was asked for.
     *
     * @param application the application's id
     * @param lane the lane's id
     * @param version as the manifest writes it
     * @param image the service's image
     * @param service the service's full resource name
     * @param migration wanted, none, or skipped where a person chose to leave it out
     * @param requester who asked
     * @param replayOf the deployment that it repeats
     */
    record Requested(
            Instant at,
            String application,
            String lane,
            String version,
            String image,
            String service,
            String migration,
            Requester requester,
            Optional<String> replayOf)
            implements Fact {}

    /**
     * Who asked, and for which commit.
     *
     * @param source api, github, gitlab or cloud-build
     */
    record Requester(
            String source,
            Optional<String> actor,
            Optional<String> repository,
            Optional<String> ref,
            Optional<String> commit) {}

    /**
     * Somebody asked for something about it.
     *
     * @param id the command's
     * @param kind CANCEL, RETRY, RELEASE or ROTATE
     */
    record Commanded(Instant at, String id, String kind, String actor, String reason) implements Fact {}

    /** A command did not fit. */
    record Refused(Instant at, String id, String reason) implements Fact {}

    /** An execution of its migration exists. */
    record Started(Instant at, int attempt, String execution) implements Fact {}

    /**
     * It may be deployed.
     *
     * @param outcome APPLIED, NOT_REQUIRED or SKIPPED
     * @param execution the one that succeeded
     * @param logUri where its log can be read
     */
    record GatePassed(Instant at, String outcome, int attempt, Optional<String> execution, Optional<String> logUri)
            implements Fact {}

    /**
     * Its migration failed.
     *
     * @param attempt from 1; 0 where none was started
     * @param excerpt the log's last lines
     */
    record MigrationFailed(
            Instant at,
            int attempt,
            String reason,
            String message,
            Optional<String> execution,
            Optional<String> logUri,
            List<String> excerpt)
            implements Fact {
        /** Copies the list. */
        public MigrationFailed {
            excerpt = List.copyOf(excerpt);
        }
    }

    /** A person cancelled it. */
    record Cancelled(Instant at, String actor, String reason) implements Fact {}

    /** A newer one took its place. */
    record Superseded(Instant at, String by, String reason) implements Fact {}

    /** Its migration's outcome is unknown, and its lane is held. */
    record Quarantined(Instant at, int attempt, String reason) implements Fact {}

    /** The outcome was decided. */
    record Released(Instant at, String verdict, String actor, String reason) implements Fact {}

    /** It serves. */
    record Deployed(Instant at, String service, String revision, String uri, Optional<Instant> updateCalledAt)
            implements Fact {}

    /** It could not be rolled out. */
    record DeployFailed(Instant at, String reason, String message, Optional<String> revision) implements Fact {}
}
