package dev.migrationgate.cli.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What staging served at a time, made again in production. */
class RedeployIntoTest {
    private static final String AT = "2026-11-27T13:00:00Z";

    private final StringWriter said = new StringWriter();
    private final StubServers servers = new StubServers();
    private final List<String> applications = new ArrayList<>();

    RedeployIntoTest() throws IOException {}

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void whatLivesInOneEnvironmentIsAskedForInTheOtherOneInTheOrderOfItsLanes() {
        served("a", "a1", "2026-11-27T12:00:00.000Z", "a1");
        served("b", "b1", "2026-11-27T11:00:00.000Z", "b9");
        served("c", "c1", "2026-11-27T10:00:00.000Z", "c9");
        // In staging all lanes differ; in production a and b share one.
        servers.there("a1", "o/u/production/p/a", "prod-db");
        servers.there("b1", "o/u/production/p/b", "prod-db");
        servers.there("c1", "o/u/production/p/c", "other-db");
        servers.put(
                "/v1/applications/o/u/production/p/a",
                "{'id':'o/u/production/p/a','live':{'id':'p7','version':'0.9'},'moving':[]}");
        servers.put("/v1/lanes/prod-db", "{'holder':{'id':'d99','name':'billing-api'},'waiting':[]}");

        assertThat(into("production", "--yes", "--idempotency-key", "k")).isZero();

        assertThat(posted(false)).containsExactly("k-b1-production", "k-a1-production", "k-c1-production");
        assertThat(servers.posted).allSatisfy(body -> assertThat(body).contains("\"into\":\"production\""));
        assertThat(said.toString().lines())
                .contains(
                        "o/u/production/p/a, deployment a1 of o/u/staging/p/a",
                        "  version    0.9 (live, deployment p7) → 1",
                        "  version    nothing live → 1",
                        "  migration  migrate@sha256:1 runs there",
                        "  lane       prod-db: held by billing-api d99",
                        "new-b1  o/u/production/p/b");
    }

    @Test
    void whatIsMissingThereIsNamedAndKeepsAllFromBeingAskedForUnlessItIsLeftOut() {
        served("a", "a1", "2026-11-27T12:00:00.000Z", "a1");
        served("b", "b1", "2026-11-27T11:00:00.000Z", "b1");
        servers.there("a1", "o/u/production/p/a", "prod-db");

        assertThat(into("production", "--yes")).isEqualTo(1);
        assertThat(posted(false)).isEmpty();
        assertThat(said.toString())
                .contains(
                        "missing: o/u/production/p/b: The application is not in that environment",
                        "gate: nothing was requested: 1 of the applications is missing there; --leave-out-missing");

        assertThat(into("production", "--yes", "--leave-out-missing", "--idempotency-key", "k"))
                .isZero();
        assertThat(posted(false)).containsExactly("k-a1-production");
    }

    @Test
    void whatTheOtherEnvironmentServesAlreadyStays() {
        served("a", "a1", "2026-11-27T12:00:00.000Z", "a1");
        servers.there("a1", "o/u/production/p/a", "prod-db");
        livesThere("'replayOf':'a1','migration':'applied'");

        assertThat(into("production", "--yes")).isZero();

        assertThat(posted(false)).isEmpty();
        assertThat(said.toString()).contains("stays: o/u/production/p/a: 1 is live already", "nothing to redeploy");
    }

    @Test
    void whatRepeatsARepetitionThereStaysAsWell() {
        served("a", "a1", "2026-11-27T12:00:00.000Z", "a1");
        servers.there("a1", "o/u/production/p/a", "prod-db");
        livesThere("'replayOf':'p6'");
        servers.put("/v1/deployments/p6", "{'id':'p6','application':'o/u/production/p/a','replayOf':'a1'}");

        assertThat(into("production", "--yes")).isZero();

        assertThat(posted(false)).isEmpty();
    }

    @Test
    void aMigrationThatWasLeftOutThereCanBeRun() {
        served("a", "a1", "2026-11-27T12:00:00.000Z", "a1");
        servers.there("a1", "o/u/production/p/a", "prod-db");
        livesThere("'replayOf':'a1','migration':'skipped'");

        assertThat(into("production", "--yes", "--migrations", "skip")).isZero();
        assertThat(posted(false)).isEmpty();

        assertThat(into("production", "--yes", "--migrations", "run", "--idempotency-key", "k"))
                .isZero();
        assertThat(posted(false)).containsExactly("k-a1-production");
    }

    @Test
    void aDeploymentThatSomebodyNamesIsMadeAgainEvenWhereItIsLiveThere() {
        served("a", "a1", "2026-11-27T12:00:00.000Z", "a1");
        servers.there("a1", "o/u/production/p/a", "prod-db");
        livesThere("'replayOf':'a1'");

        assertThat(RedeployCommandTest.run(
                        said,
                        servers,
                        "a1",
                        "--into",
                        "production",
                        "--yes",
                        "--reason",
                        "r",
                        "--idempotency-key",
                        "k"))
                .isZero();

        assertThat(posted(false)).containsExactly("k-a1-production");
    }

    private void livesThere(String more) {
        servers.put(
                "/v1/applications/o/u/production/p/a",
                "{'id':'o/u/production/p/a','live':{'id':'p7','version':'1'," + more + "},'moving':[]}");
    }

    @Test
    void whatWouldBeRefusedThereIsSaidBeforeAnythingIsAskedFor() {
        served("a", "a1", "2026-11-27T12:00:00.000Z", "a1");
        servers.refusals.put("a1", 409);

        assertThat(into("production", "--yes")).isEqualTo(1);

        assertThat(posted(false)).isEmpty();
        assertThat(said.toString())
                .contains("  lane       not known", "would be refused (409): o/u/production/p/a: A later migration");
    }

    @Test
    void itsOwnEnvironmentIsNoOther() {
        served("a", "a1", "2026-11-27T12:00:00.000Z", "a9");

        assertThat(into("staging", "--yes", "--idempotency-key", "k")).isZero();

        assertThat(posted(false)).containsExactly("k-a1");
        assertThat(servers.posted.getFirst()).doesNotContain("into");
    }

    @Test
    void oneDeploymentMayGoElsewhereToo() {
        served("a", "a1", "2026-11-27T12:00:00.000Z", "a1");
        servers.there("a1", "o/u/production/p/a", "prod-db");

        assertThat(RedeployCommandTest.run(said, servers, "a1", "--into", "production", "--yes", "--reason", "r"))
                .isZero();

        assertThat(said.toString()).contains("new-a1  o/u/production/p/a");
        assertThat(servers.posted.getLast()).contains("\"into\":\"production\"").doesNotContain("dryRun");
    }

    @Test
    void oneDeploymentIsNotTakenElsewhereUnasked() {
        served("a", "a1", "2026-11-27T12:00:00.000Z", "a1");
        servers.there("a1", "o/u/production/p/a", "prod-db");

        assertThat(RedeployCommandTest.run(said, servers, "a1", "--into", "production", "--reason", "r"))
                .isEqualTo(2);

        assertThat(posted(false)).isEmpty();
        assertThat(said.toString())
                .contains("give --yes to redeploy 1 deployment")
                .doesNotContain("beware");
    }

    @Test
    void whatNeverServedIsShownSo() {
        servers.put("/v1/applications/o/u/staging/p/a", "{'id':'o/u/staging/p/a','moving':[]}");
        servers.put("/v1/deployments/a1", """
                {'id':'a1','application':'o/u/staging/p/a','version':'1','lane':'l','status':'failed',
                 'events':[{'topic':'deployment-requested','partition':2,'offset':5,'data':{}}]}
                """);
        servers.there("a1", "o/u/production/p/a", "prod-db");

        assertThat(RedeployCommandTest.run(said, servers, "a1", "--into", "production", "--yes", "--reason", "r"))
                .isZero();

        assertThat(said.toString()).contains("  beware     deployment a1 was not deployed, it is failed");
    }

    @Test
    void withoutAnEnvironmentToGoToNothingCanBeMissing() {
        assertThat(RedeployCommandTest.run(said, servers, "a1", "--leave-out-missing", "--reason", "r"))
                .isEqualTo(2);

        assertThat(said.toString()).contains("--leave-out-missing is for --into");
    }

    @Test
    void aProgramIsToldWhatIsMissing() {
        served("a", "a1", "2026-11-27T12:00:00.000Z", "a1");

        assertThat(into("production", "--yes", "--output", "json")).isEqualTo(1);

        assertThat(said.toString().replace('"', '\'').lines())
                .first()
                .asString()
                .isEqualTo("{'plan':{'steps':[],'staying':[],'missing':[{'application':'o/u/production/p/a',"
                        + "'why':'The application is not in that environment'}]}}");
    }

    private void served(String name, String id, String at, String live) {
        String application = "o/u/staging/p/" + name;
        applications.add("{'id':'%s','environment':'staging','live':{'id':'%s','version':'1'},'moving':[]}"
                .formatted(application, live));
        servers.put("/v1/applications?limit=200", "{'applications':[" + String.join(",", applications) + "]}");
        servers.put("/v1/applications/" + application, applications.getLast());
        servers.put(
                "/v1/deployments?status=deployed&application=" + application + "&until=" + AT + "&limit=200",
                "{'deployments':[{'id':'%s','application':'%s','status':'deployed','version':'1','endedAt':'%s'}]}"
                        .formatted(id, application, at));
        servers.deployment(
                id,
                application,
                "1",
                "staging-db-" + name,
                5,
                "{'migration':{'container':{'image':'staging/migrate@sha256:1'}}}");
    }

    /** The keys of what was posted, of dry runs or of others. */
    private List<String> posted(boolean dryRun) {
        return servers.posted.stream()
                .filter(each -> each.contains("dryRun") == dryRun)
                .map(each -> each.split(" ", 2)[0])
                .toList();
    }

    private int into(String environment, String... words) {
        List<String> all = new ArrayList<>(
                List.of("--environment", "staging", "--at", AT, "--into", environment, "--reason", "r"));
        all.addAll(List.of(words));
        return RedeployCommandTest.run(said, servers, all.toArray(String[]::new));
    }
}
