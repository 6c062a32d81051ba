package dev.migrationgate.tests.crash;

import dev.migrationgate.quickstart.chaos.load.Kind;
import dev.migrationgate.quickstart.chaos.load.Order;
import dev.migrationgate.quickstart.chaos.load.OrderManifests;
import java.util.List;

/** A kind of deployment during which a service is killed; together they pass all places. */
enum Story {
    /** Of a service that serves already. */
    ANOTHER("another deployment", Kind.MIGRATES, "MigrationStarted MigrationSucceeded ServiceDeployed"),
    /** Of a service and a database that nobody knows yet. */
    FIRST("a first deployment", Kind.MIGRATES, "MigrationStarted MigrationSucceeded ServiceDeployed"),
    /** Whose migration fails. */
    FAILING("a failing migration", Kind.FAILS, "MigrationStarted MigrationFailed"),
    /** Whose revision never becomes ready. */
    UNREADY(
            "a revision that never gets ready",
            Kind.UNHEALTHY,
            "MigrationStarted MigrationSucceeded ServiceDeployFailed"),
    /** Whose migration a person stops. */
    CANCELLED("a cancelled deployment", Kind.SLOW, "MigrationStarted DeploymentCommand DeploymentCancelled"),
    /** Whose execution somebody deletes while it runs, and which a person then takes for failed. */
    LOST(
            "a deleted execution",
            Kind.SLOW,
            "MigrationStarted LaneQuarantined DeploymentCommand LaneReleased MigrationFailed"),
    /** Which waits behind a slow one until a newer one makes it needless. */
    OVERTAKEN("a superseded deployment", Kind.SLOW, "DeploymentSuperseded"),
    /** Whose migration failed, and of which somebody forges a success. */
    FORGED("a forged success", Kind.FAILS, "MigrationStarted MigrationFailed MigrationSucceeded"),
    /** Whose migration ends only when a newer one serves already. */
    LATE("a deployment that comes late", Kind.MIGRATES, "MigrationStarted MigrationSucceeded DeploymentSuperseded"),
    /** Whose revision is ready, but refused its traffic. */
    WITHDRAWN(
            "a deployment that gets no traffic",
            Kind.MIGRATES,
            "MigrationStarted MigrationSucceeded ServiceDeployFailed");

    private final String title;
    private final Kind kind;
    private final String events;

    /**
     * A story.
     *
     * @param events names of the events that follow its request
     */
    Story(String title, Kind kind, String events) {
        this.title = title;
        this.kind = kind;
        this.events = events;
    }

    /** As the matrix has it. */
    String title() {
        return title;
    }

    Kind kind() {
        return kind;
    }

    /** The names of the events that follow the request; those of one time are in the order of their names. */
    List<String> events() {
        return List.of(events.split(" "));
    }

    /** The order's manifests. Slow ones take so long that somebody has to end them, and may. */
    static String manifests(Order order) {
        return OrderManifests.all(order)
                .replace("sleep 6;", "sleep 600;")
                .replace("cancelPolicy: graceful", "cancelPolicy: force\n    supersede: true");
    }
}
