package dev.migrationgate.runner.lane;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the connection strings of a prepared database are: Secret Manager version names, pinned.
 *
 * @param migrator for the job
 * @param runtime for the service
 * @param migratorJdbc the job's as a JDBC address; absent in a state that an earlier version wrote
 * @param runtimeJdbc the service's as a JDBC address; absent likewise
 */
public record DatabaseSecrets(
        String migrator, String runtime, Optional<String> migratorJdbc, Optional<String> runtimeJdbc) {
    private static final String JDBC = "JDBC_";

    /** Reads what an earlier version wrote. */
    public DatabaseSecrets {
        migratorJdbc = migratorJdbc == null ? Optional.empty() : migratorJdbc;
        runtimeJdbc = runtimeJdbc == null ? Optional.empty() : runtimeJdbc;
    }

    /**
     * The variables of the job.
     *
     * @param name of the variable for the connection string; that for JDBC drivers has the same name after {@value #JDBC}
     */
    List<Migration.Variable> ofJob(String name) {
        return variables(name, migrator, migratorJdbc);
    }

    /** The variables of the service, named as those of the job. */
    public List<Migration.Variable> ofService(String name) {
        return variables(name, runtime, runtimeJdbc);
    }

    private static List<Migration.Variable> variables(String name, String version, Optional<String> jdbc) {
        return Stream.concat(
                        Stream.of(new Migration.Variable(name, Optional.empty(), Optional.of(version))),
                        jdbc.stream().map(_ -> new Migration.Variable(JDBC + name, Optional.empty(), jdbc)))
                .toList();
    }
}
