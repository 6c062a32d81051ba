package dev.migrationgate.runner.database;

import static dev.migrationgate.runner.database.PreparedDatabase.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.runner.lane.DatabaseAccess;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.LaneEffect.CheckDatabase;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.Tenure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a migration can leave behind, and that the statement in each finding mends it. */
class DriftCheckIT {
    @TempDir
    static Path folder;

    private static PasswordServer server;

    private final PreparedDatabase database = server.nextDatabase();
    private final DatabaseAccess access = database.access("ledger", false, "USAGE", "SELECT");
    private final Roles roles = database.roles();

    @BeforeAll
    static void startServer() throws IOException {
        server = PasswordServer.start(folder);
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void goodMigration() throws Exception {
        DatabaseSecrets ready = database.prepared(access);
        try (Connection migrator = database.login(ready.migrator())) {
            run(
                    migrator,
                    "CREATE TABLE entry (id serial PRIMARY KEY, note text); CREATE VIEW notes AS SELECT note FROM entry;"
                            + " CREATE MATERIALIZED VIEW sums AS SELECT 1 AS n; CREATE TYPE mood AS ENUM ('good');"
                            + " CREATE TYPE pair AS (a int, b int); CREATE DOMAIN amount AS int;"
                            + " CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                            + " CREATE SCHEMA audit; CREATE TABLE audit.line (id int) PARTITION BY RANGE (id);"
                            + " CREATE TABLE audit.first PARTITION OF audit.line FOR VALUES FROM (1) TO (9)");
        }
    }

    @Test
    void aGoodMigrationLeavesNothingToFind() throws Exception {
        assertThat(database.drift(access)).isEmpty();
    }

    @Test
    void whatBelongsToTheMigratorsLogin() throws Exception {
        database.inside("ALTER TABLE ledger.entry OWNER TO " + roles.migrator().quoted()
                + "; ALTER FUNCTION ledger.total() OWNER TO " + roles.migrator().quoted()
                + "; ALTER TYPE ledger.pair OWNER TO " + roles.migrator().quoted()
                + "; ALTER DOMAIN ledger.amount OWNER TO " + roles.migrator().quoted()
                + "; ALTER SCHEMA audit OWNER TO " + roles.migrator().quoted());

        assertThat(database.drift(access))
                .contains("table ledger.entry belongs to " + roles.migrator().name() + ", not to "
                        + roles.owner().name() + ": ALTER TABLE ledger.entry OWNER TO "
                        + roles.owner().name() + ";")
                .anyMatch(found -> found.contains("ALTER ROUTINE ledger.total() OWNER TO"))
                .anyMatch(found -> found.contains("ALTER TYPE ledger.pair OWNER TO"))
                .anyMatch(found -> found.contains("ALTER TYPE ledger.amount OWNER TO"))
                .anyMatch(found -> found.contains("ALTER SCHEMA audit OWNER TO"));
        mended();
    }

    @Test
    void whatTheAdministratorLeftInTheApplicationsSchema() throws Exception {
        database.inside("CREATE TABLE ledger.stranger (id int)");

        assertThat(database.drift(access)).singleElement().asString().contains("ALTER TABLE ledger.stranger OWNER TO");
        mended();
    }

    @Test
    void whatTheRuntimeRoleLacks() throws Exception {
        database.inside("REVOKE SELECT ON ledger.entry FROM " + roles.runtime().quoted()
                + "; REVOKE USAGE ON SCHEMA audit FROM " + roles.runtime().quoted());

        assertThat(database.drift(access))
                .containsExactly(
                        roles.runtime().name()
                                + " lacks SELECT on TABLE ledger.entry: GRANT SELECT ON TABLE ledger.entry TO "
                                + roles.runtime().name() + ";",
                        roles.runtime().name() + " lacks USAGE on SCHEMA audit: GRANT USAGE ON SCHEMA audit TO "
                                + roles.runtime().name() + ";");
        mended();
    }

    @Test
    void whatTheRuntimeRoleMayBeyond() throws Exception {
        database.inside("GRANT DELETE, TRUNCATE ON ledger.entry TO PUBLIC; GRANT EXECUTE ON FUNCTION ledger.total() TO "
                + roles.runtime().quoted());

        assertThat(database.drift(access))
                .anyMatch(found -> found.contains("REVOKE DELETE, TRUNCATE ON TABLE ledger.entry FROM "))
                .anyMatch(found -> found.contains("REVOKE EXECUTE ON ROUTINE ledger.total() FROM "))
                .hasSize(2);
        mended();
    }

    @Test
    void whatTheRuntimeRoleOwns() throws Exception {
        database.inside("CREATE TABLE public.own (id int); ALTER TABLE public.own OWNER TO "
                + roles.runtime().quoted());

        assertThat(database.drift(access)).singleElement().asString().contains("ALTER TABLE public.own OWNER TO");
        mended();
    }

    @Test
    void moreThanAPlainRole() throws Exception {
        database.admin("ALTER ROLE " + roles.migrator().quoted() + " SUPERUSER CREATEROLE");

        assertThat(database.drift(access))
                .singleElement()
                .asString()
                .startsWith(roles.migrator().name() + " is more than a plain role: ALTER ROLE");
        mended();
    }

    @Test
    void membershipOfASuperuser() throws Exception {
        String group = database.name() + "_group";
        database.admin("CREATE ROLE " + group + "; GRANT postgres TO " + group + "; GRANT " + group + " TO "
                + roles.runtime().quoted());

        assertThat(database.drift(access))
                .contains(roles.runtime().name() + " is a member of " + group + ", and so of postgres: REVOKE " + group
                        + " FROM " + roles.runtime().name() + ";");
        mended();
    }

    @Test
    void aServiceThatMayBecomeTheOwner() throws Exception {
        database.admin(
                "GRANT " + roles.owner().quoted() + " TO " + roles.runtime().quoted());

        assertThat(database.drift(access))
                .contains(roles.runtime().name() + " is a member of "
                        + roles.owner().name() + ", and so of "
                        + roles.owner().name() + ": REVOKE " + roles.owner().name() + " FROM "
                        + roles.runtime().name() + ";");
    }

    @Test
    void whoCannotComeInAndWhoCanAlthoughNobodySaidSo() throws Exception {
        database.admin("REVOKE CONNECT ON DATABASE " + database.name() + " FROM "
                + roles.migrator().quoted() + "; GRANT CONNECT ON DATABASE " + database.name()
                + " TO PUBLIC; GRANT CREATE ON DATABASE " + database.name() + " TO "
                + roles.runtime().quoted() + "; ALTER ROLE " + roles.runtime().quoted() + " NOLOGIN; CREATE ROLE evil_"
                + database.name() + "; GRANT " + roles.owner().quoted() + " TO evil_" + database.name() + "; REVOKE "
                + roles.owner().quoted() + " FROM " + roles.migrator().quoted());

        assertThat(database.drift(access))
                .hasSize(5)
                .anyMatch(found -> found.startsWith("everybody may connect"))
                .anyMatch(found -> found.contains(" may create schemas"))
                .anyMatch(found -> found.contains(" cannot log in"))
                .anyMatch(found -> found.startsWith("evil_"))
                .anyMatch(found -> found.startsWith(roles.migrator().name() + " is no member of"));
        mended();
    }

    @Test
    void whatIsGone() throws Exception {
        database.inside("DROP EXTENSION pgcrypto; DROP SCHEMA ledger CASCADE");

        assertThat(database.drift(access))
                .contains("extension pgcrypto is not there any more: CREATE EXTENSION pgcrypto;")
                .anyMatch(found -> found.startsWith("there is no schema ledger: CREATE SCHEMA ledger AUTHORIZATION"));
    }

    @Test
    void aSchemaThatSomebodyElseMakesIsNotMissed() throws Exception {
        assertThat(database.drift(database.access("later", true, "USAGE", "SELECT")))
                .isEmpty();
    }

    @Test
    void aCheckAnswersWhetherItShutsTheGate() throws Exception {
        database.inside("CREATE TABLE ledger.stranger (id int)");

        assertThat(check(database.maintenance(), true))
                .isInstanceOfSatisfying(LaneObservation.DatabaseChecked.class, checked -> {
                    assertThat(checked.fails()).isTrue();
                    assertThat(checked.findings()).hasSize(1);
                });
        assertThat(check(database.maintenance(), false))
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseChecked.class,
                        checked -> assertThat(checked.fails()).isFalse());
        assertThat(check("jdbc:postgresql://127.0.0.1:1/postgres", true))
                .isInstanceOf(LaneObservation.DatabaseUnclear.class);
    }

    private LaneObservation check(String address, boolean fails) {
        var checker = new PostgresChecker(
                PreparedDatabase.servers(address),
                new Administrators(database.secrets),
                Set.of("uuid-ossp", "pgcrypto", "pg_trgm"),
                fails);
        return checker.check(new CheckDatabase(new Tenure("d", 1, 1), "o/u/e/p/payment-api", "p", access));
    }

    @Test
    void ofManyTheFirstAreTold() throws Exception {
        database.inside(
                "DO 'BEGIN FOR i IN 1..30 LOOP EXECUTE format(''CREATE TABLE ledger.t%s (id int)'', i); END LOOP; END'");

        assertThat(check(database.maintenance(), true))
                .isInstanceOfSatisfying(
                        LaneObservation.DatabaseChecked.class,
                        checked -> assertThat(checked.findings())
                                .hasSize(21)
                                .last()
                                .isEqualTo("and 10 more"));
    }

    @Test
    void anotherPreparationMendsPrivileges() throws Exception {
        database.inside("REVOKE SELECT ON ledger.entry FROM " + roles.runtime().quoted()
                + "; GRANT DELETE ON ledger.entry TO " + roles.runtime().quoted());

        var prepared = database.prepared(access, true, Optional.empty());

        assertThat(prepared.changes()).hasSize(2);
        assertThat(database.drift(access)).isEmpty();
    }

    /**
     * Each finding's own statement is carried out as it stands there. A thing that gets its owner may lack grants then, which is found
     * next.
     */
    private void mended() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (String finding : database.drift(access)) {
                database.inside(finding.substring(finding.indexOf(": ") + 2));
            }
        }
        assertThat(database.drift(access)).isEmpty();
    }
}
