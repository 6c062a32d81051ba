package dev.migrationgate.cli.redeploy;

import picocli.CommandLine.Option;

/** What becomes of migrations. */
final class MigrationOptions {
    @Option(
            names = "--migrations",
            paramLabel = "CHOICE",
            defaultValue = "run",
            description =
                    "run: the migration runs again, which is refused where a later one was requested since. skip: it is"
                            + " left out, and the version meets the schema that there is. Default: run.")
    private Migrations migrations = Migrations.run;

    /** The choices, spelled as they are typed. */
    private enum Migrations {
        run,
        skip
    }

    /** For picocli. */
    MigrationOptions() {}

    /** Whether they are left out. */
    boolean skip() {
        return migrations == Migrations.skip;
    }

    /** As ingest wants it. */
    String text() {
        return migrations.name();
    }
}
