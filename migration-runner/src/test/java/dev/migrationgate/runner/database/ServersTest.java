package dev.migrationgate.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.runner.database.Server.Login;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may write about servers, and what comes of it. */
class ServersTest {
    private static final Optional<String> ADMIN = Optional.of("projects/p/secrets/admin/versions/1");
    private static final String OWN = "projects/example.com:p/secrets/own-admin_1/versions/latest";
    private static final String ALLOY_DB = "alloydb:projects/p/locations/r/clusters/c/instances/i";
    private static final Login LOGIN = new Login("mg_a_runtime", "Secret1");
    private static final Identifier DATABASE = new Identifier("payments");

    @Test
    void theFirstPatternThatFitsCounts() {
        Servers servers = Servers.parse(
                " Database/a = jdbc:postgresql://one/x ;Database/a*=jdbc:postgresql://two/x;"
                        + "Database/*/z=jdbc:postgresql://three/x;\n",
                ADMIN);

        assertThat(host(servers, "Database/a")).contains("one");
        assertThat(host(servers, "Database/ab")).contains("two");
        assertThat(host(servers, "Database/b/z")).contains("three");
        assertThat(host(servers, "Database/b")).isEmpty();
        assertThat(host(servers, "Database/b/z/y")).isEmpty();
    }

    @Test
    void aDotInAPatternStandsForItself() {
        var servers = Servers.parse("a.b*=jdbc:postgresql://one/x", ADMIN);
        assertThat(host(servers, "a.bc")).contains("one");
        assertThat(host(servers, "aXbc")).isEmpty();
    }

    @Test
    void noTextIsNoServer() {
        assertThat(Servers.parse(" ", Optional.empty()).all()).isEmpty();
    }

    @Test
    void theSameServerWithTheSameAdministratorIsOne() {
        String address = "jdbc:postgresql://db/x";

        Servers servers = Servers.parse("a=" + address + ";b=" + address + ";c=" + address + " admin=" + OWN, ADMIN);

        assertThat(servers.all()).extracting(Server::adminSecret).containsExactly(ADMIN, Optional.of(OWN));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.com/main, db.example.com:5432, main",
        "jdbc:postgresql://10.0.0.1:6000/main?connectTimeout=3, 10.0.0.1:6000, main",
        "cloud-sql:p:europe-west1:i host=10.1.2.3, 10.1.2.3:5432, postgres",
        "cloud-sql:example.com:p:europe-west1:i/main host=sql.internal:6000, sql.internal:6000, main",
        "alloydb:projects/p/locations/r/clusters/c/instances/i host=10.1.2.4, 10.1.2.4:5432, postgres",
        "alloydb:projects/example.com:p/locations/r/clusters/c/instances/i/main host=db, db:5432, main",
    })
    void anAddressNamesWhereJobsAndServicesFindTheServerAndTheFirstDatabase(
            String text, String address, String maintenance) {
        Server server = one(text);

        assertThat(server.address()).isEqualTo(address);
        assertThat(server.maintenance()).isEqualTo(maintenance);
    }

    @Test
    void googlesInstancesAreReachedByTheirConnectors() {
        assertThat(one("cloud-sql:example.com:p:r:i host=db").route())
                .isEqualTo(new Route.CloudSql("example.com:p:r:i"));
        assertThat(one(ALLOY_DB + "/main host=db").route())
                .isEqualTo(new Route.AlloyDb("projects/p/locations/r/clusters/c/instances/i"));
        assertThat(one("jdbc:postgresql://db/x").route()).isEqualTo(new Route.Direct());
    }

    @Test
    void anEntrysOwnAdministratorGoesBeforeTheCommonOne() {
        assertThat(one("jdbc:postgresql://db/x").adminSecret()).isEqualTo(ADMIN);
        assertThat(one("cloud-sql:p:r:i admin=" + OWN + "  host=db").adminSecret())
                .contains(OWN);
        assertThat(Servers.parse("a=jdbc:postgresql://db/x admin=" + OWN, Optional.empty())
                        .all())
                .hasSize(1);
    }

    @Test
    void connectionStringsNameTheHostAndNothingOfTheOptionsButTheSslMode() {
        Server plain = one("cloud-sql:p:r:i?ipTypes=PRIVATE host=10.1.2.3");
        Server encrypted = one("jdbc:postgresql://db:6000/x?targetServerType=primary&sslmode=verify-full");

        assertThat(plain.connectionString(LOGIN, DATABASE))
                .isEqualTo("postgresql://mg_a_runtime:Secret1@10.1.2.3:5432/payments");
        assertThat(plain.jdbcAddress(LOGIN, DATABASE))
                .isEqualTo("jdbc:postgresql://10.1.2.3:5432/payments?user=mg_a_runtime&password=Secret1");
        assertThat(plain.place()).isEqualTo("10.1.2.3:5432");
        assertThat(encrypted.connectionString(LOGIN, DATABASE))
                .isEqualTo("postgresql://mg_a_runtime:Secret1@db:6000/payments?sslmode=verify-full");
        assertThat(encrypted.jdbcAddress(LOGIN, DATABASE))
                .isEqualTo("jdbc:postgresql://db:6000/payments?user=mg_a_runtime&password=Secret1&sslmode=verify-full");
        assertThat(encrypted.place()).isEqualTo("db:6000?sslmode=verify-full").matches("[\\w.:=?&-]+");
    }

    @Test
    void optionsReachTheDriverButNeverInThePlaceOfTheLoginOrTheRoute() {
        var direct = one("jdbc:postgresql://db/x?socketTimeout=5&sslmode=require&options=-c%20a%3Db");
        var connected = one("cloud-sql:p:r:i?cloudSqlInstance=other&ipTypes=PSC&sslmode=require host=db");

        assertThat(direct.properties(LOGIN))
                .containsEntry("socketTimeout", "5")
                .containsEntry("sslmode", "require")
                .containsEntry("options", "-c a=b")
                .containsEntry("user", "mg_a_runtime")
                .containsEntry("password", "Secret1");
        assertThat(connected.properties(LOGIN))
                .containsEntry("cloudSqlInstance", "p:r:i")
                .containsEntry("ipTypes", "PSC")
                .containsEntry("sslmode", "disable")
                .as("nothing else ends a connector's wait for a silent address")
                .containsKey("loginTimeout");
        assertThat(connected.place()).isEqualTo("db:5432?sslmode=require");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hunter2 | the address must be jdbc:postgresql://",
                "jdbc:postgresql://admin:hunter2@db/x | the address must be jdbc:postgresql://host[:port]/database",
                "jdbc:postgresql://db | the address must be jdbc:postgresql://host[:port]/database",
                "jdbc:mysql://db/x | the address must be jdbc:postgresql://host[:port]/database",
                "jdbc:postgresql://db:70000/x | the address's port must be from 1 to 65535",
                "jdbc:postgresql://db:0/x | the address's port must be from 1 to 65535",
                "jdbc:postgresql://db/x?password=hunter2 | the address must not hold a password",
                "jdbc:postgresql://db/x?sslPassword=hunter2 | the address must not hold a password",
                "jdbc:postgresql://db/x?user=hunter2 | the address must not name a user",
                "jdbc:postgresql://db/x?hunter2 | the address must have options of the form name=value",
                "jdbc:postgresql://db/x?a=%hunter2 | the address must have options whose values are percent-encoded",
                "jdbc:postgresql://db/x?sslmode=hunter2 | the address must have as sslmode one of disable, allow,",
                "jdbc:postgresql://db/x host=db | host= must be left out: the jdbc: address names the host",
                "jdbc:postgresql://db/x hunter2 | after the address, there may only be admin=",
                "jdbc:postgresql://db/x hunter2=a | after the address, there may only be admin=",
                "jdbc:postgresql://db/x =hunter2 | after the address, there may only be admin=",
                "jdbc:postgresql://db/x admin=u:hunter2 | admin= must be projects/P/secrets/S/versions/V",
                "jdbc:postgresql://db/x admin= | admin= must be projects/P/secrets/S/versions/V",
                "jdbc:postgresql://db/x admin=projects/p/secrets/s | admin= must be projects/P/secrets/S/versions/V",
                "cloud-sql:p:i host=db | the address must be cloud-sql:project:region:instance",
                "cloud-sql:p:r:i/ host=db | the address must be cloud-sql:project:region:instance",
                "cloud-sql:a:b:c:d:e host=db | the address must be cloud-sql:project:region:instance",
                "cloud-sql:p:r:i | host=host[:port] is missing",
                "cloud-sql:p:r:i host=a host=b | host= may stand there only once",
                "cloud-sql:p:r:i host=u:hunter2@db | host= must be host[:port]",
                "cloud-sql:p:r:i host=db:99999 | the port of host= must be from 1 to 65535",
                "alloydb:p:r:c:i host=db | the address must be alloydb:projects/P/locations/R/clusters/C/instances/I",
                "alloydb:projects/p/locations/r/clusters/c/instances/i | host=host[:port] is missing",
            })
    void whatIsWrongIsNamedByItsPatternAndNeverRepeated(String text, String problem) {
        assertThatThrownBy(() -> Servers.parse("good=jdbc:postgresql://db/x;Database/a*=" + text, ADMIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("entry 'Database/a*': " + problem)
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "=jdbc:postgresql://db/x", "hun ter2=jdbc:postgresql://db/x", "hunter2\"=x"})
    void anEntryWithoutAPatternIsNamedByItsNumber(String text) {
        assertThatThrownBy(() -> Servers.parse("good=jdbc:postgresql://db/x;" + text, ADMIN))
                .hasMessageStartingWith("entry 2 must be pattern=address")
                .hasMessageNotContaining("hun");
    }

    @Test
    void theRestOfAPasswordThatHoldsASemicolonIsNotTakenForAPattern() {
        assertThatThrownBy(() -> Servers.parse("a=jdbc:postgresql://u:p;hunter2=x@db/y", ADMIN))
                .hasMessageStartingWith("entry 'a': ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void everyEntryWithoutAnAdministratorIsNamed() {
        String text = "a=jdbc:postgresql://db/x;b=jdbc:postgresql://db/x admin=" + OWN + ";c*=cloud-sql:p:r:i host=db";

        assertThatThrownBy(() -> Servers.parse(text, Optional.empty()))
                .hasMessage("no administrator for 'a', 'c*': add admin=projects/P/secrets/S/versions/V"
                        + " or set DATABASE_ADMIN_SECRET");
    }

    private static Optional<String> host(Servers servers, String databaseId) {
        return servers.of(databaseId).map(Server::host);
    }

    private static Server one(String text) {
        return Servers.parse("*=" + text, ADMIN).of("Database/x").orElseThrow();
    }
}
