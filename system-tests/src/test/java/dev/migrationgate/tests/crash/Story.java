package dev.migrationgate.tests.crash;

import dev.migrationgate.quickstart.chaos.load.Kind;
import java.util.List;

/** A kind of deployment during which a service is killed; together they pass all places. */
enum Story {
    /** Of a service that serves already. */
    ANOTHER("another deployment", Kind.MIGRATES, "MigrationSucceeded ServiceDeployed"),
    /** Of a service and a database that nobody knows yet. */
    FIRST("a first deployment", Kind.MIGRATES, "MigrationSucceeded ServiceDeployed"),
    /** Whose migration fails. */
    FAILING("a failing migration", Kind.FAILS, "MigrationFailed");

    private final String title;
    private final Kind kind;
    private final String end;

    /**
     * A story.
     *
     * @param end names of the events that follow the start of its migration
     */
    Story(String title, Kind kind, String end) {
        this.title = title;
        this.kind = kind;
        this.end = end;
    }

    /** As the matrix has it. */
    String title() {
        return title;
    }

    Kind kind() {
        return kind;
    }

    /** The names of the events that follow the migration's start. */
    List<String> end() {
        return List.of(end.split(" "));
    }
}
