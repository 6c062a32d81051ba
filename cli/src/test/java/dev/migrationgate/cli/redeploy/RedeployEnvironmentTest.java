package dev.migrationgate.cli.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an environment served at a time. */
class RedeployEnvironmentTest {
    private static final String AT = "2026-11-27T13:00:00Z";
    private static final String LANE = "Database/o/u/production/p/db";

    private final StringWriter said = new StringWriter();
    private final StubServers servers = new StubServers();
    private final List<String> applications = new ArrayList<>();

    RedeployEnvironmentTest() throws IOException {}

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void whatWasLiveThenIsAskedForInTheOrderOfItsLanes() {
        application("a", "production", "a9");
        application("b", "production", "b9");
        application("c", "production", "c9");
        // b and a share a lane, and b was deployed before a.
        lived("a", deployed("a1", "2026-11-27T12:00:00.000Z"));
        lived("b", deployed("b1", "2026-11-27T11:00:00.000Z"));
        lived("c", deployed("c1", "2026-11-27T10:00:00.000Z"));
        recorded("a", "a1", LANE);
        recorded("b", "b1", LANE);
        recorded("c", "c1", "another");

        assertThat(redeploy("--yes", "--idempotency-key", "k")).isZero();

        assertThat(posted(false)).containsExactly("k-b1", "k-a1", "k-c1");
        assertThat(posted(true)).containsExactly("k-b1", "k-a1", "k-c1");
    }

    @Test
    void whatWasDeployedOnlyAfterwardsWasNotLiveThen() {
        application("a", "production", "a3");
        lived("a", deployed("a2", "2026-11-27T13:00:01.000Z"), deployed("a1", "2026-11-27T12:59:59.000Z"));
        recorded("a", "a1", LANE);

        assertThat(redeploy("--yes", "--idempotency-key", "k")).isZero();

        assertThat(posted(false)).containsExactly("k-a1");
    }

    @Test
    void whatIsLiveStillOrNeverWasStays() {
        application("a", "production", "a1");
        application("b", "production", "b2', 'replayOf':'b1");
        application("c", "production", "c9");
        application("d", "staging", "d9");
        lived("a", deployed("a1", "2026-11-27T12:00:00.000Z"));
        lived("b", deployed("b1", "2026-11-27T12:00:00.000Z"));
        lived("c");

        assertThat(redeploy("--yes")).isZero();

        assertThat(said.toString().lines())
                .containsExactly(
                        "stays: o/u/production/p/a: 1 is live already",
                        "stays: o/u/production/p/b: 1 is live already",
                        "stays: o/u/production/p/c: nothing was live then",
                        "nothing to redeploy");
        assertThat(servers.posted).isEmpty();
    }

    @Test
    void aRepetitionOfARepetitionIsTheSameAndSoIsAnotherOneOfTheSame() {
        application("a", "production", "a3', 'replayOf':'a2");
        application("b", "production", "b3', 'replayOf':'b1");
        lived("a", deployed("a1", "2026-11-27T12:00:00.000Z"));
        lived("b", deployed("b2", "2026-11-27T12:00:00.000Z', 'replayOf':'b1"));
        repeats("a2", "o/u/production/p/a", "a1");
        repeats("b1", "o/u/production/p/b", "");

        assertThat(redeploy("--yes")).isZero();

        assertThat(said.toString().lines())
                .containsExactly(
                        "stays: o/u/production/p/a: 1 is live already",
                        "stays: o/u/production/p/b: 1 is live already",
                        "nothing to redeploy");
    }

    @Test
    void whatWasMadeTwiceFromOneRecordOfAnotherEnvironmentIsNotTheSame() {
        application("a", "production", "a2', 'replayOf':'s1");
        lived("a", deployed("a1", "2026-11-27T12:00:00.000Z', 'replayOf':'s1"));
        repeats("s1", "o/u/staging/p/a", "");
        recorded("a", "a1", LANE);

        assertThat(redeploy("--yes", "--idempotency-key", "k")).isZero();

        assertThat(posted(false)).containsExactly("k-a1");
    }

    @Test
    void aLineThatComesBackToItselfHasAnEnd() {
        application("a", "production", "a3', 'replayOf':'a2");
        lived("a", deployed("a1", "2026-11-27T12:00:00.000Z"));
        repeats("a2", "o/u/production/p/a", "a2");
        recorded("a", "a1", LANE);

        assertThat(redeploy("--yes", "--idempotency-key", "k")).isZero();

        assertThat(posted(false)).containsExactly("k-a1");
    }

    private void repeats(String id, String application, String replayOf) {
        servers.put(
                "/v1/deployments/" + id,
                "{'id':'%s','application':'%s','replayOf':'%s'}".formatted(id, application, replayOf));
    }

    @Test
    void oneThatWouldBeRefusedKeepsAllFromBeingAskedFor() {
        twoInOneLane();
        servers.refusals.put("a1", 409);

        assertThat(redeploy("--yes")).isEqualTo(1);

        assertThat(posted(true)).hasSize(2);
        assertThat(posted(false)).isEmpty();
        assertThat(said.toString()).contains("would be refused (409): o/u/production/p/a", "nothing was requested");
    }

    @Test
    void withoutATerminalItHasToBeSaidThatItIsMeant() {
        twoInOneLane();

        assertThat(redeploy()).isEqualTo(2);

        assertThat(posted(false)).isEmpty();
        assertThat(said.toString()).contains("give --yes to redeploy 2 deployments");
    }

    @Test
    void aProgramIsNotAskedAndIsToldWhatStaysAndWhatWasLeft() {
        twoInOneLane();
        application("c", "production", "c9");
        lived("c");
        assertThat(redeploy("--output", "json")).isEqualTo(2);
        assertThat(posted(false)).isEmpty();

        said.getBuffer().setLength(0);
        servers.refusals.put("a1", 503);
        servers.refusedFirst = false;
        assertThat(redeploy("--output", "json", "--yes", "--idempotency-key", "k"))
                .isEqualTo(2);

        assertThat(said.toString().replace('"', '\'').lines().toList())
                .hasSize(3)
                .satisfies(lines -> {
                    assertThat(lines.get(0))
                            .endsWith(
                                    "'staying':[{'application':'o/u/production/p/c','why':'nothing was live then'}],'missing':[]}}");
                    assertThat(lines.get(1)).startsWith("{'dryRun':true,").endsWith("'good':true}");
                    assertThat(lines.get(2))
                            .startsWith("{'dryRun':false,")
                            .contains("'refused':{'status':503")
                            .endsWith(
                                    "{'deployment':'b1','application':'o/u/production/p/b','notRequested':'one before it"
                                            + " in its lane was refused'}],'good':false}");
                });
        assertThat(posted(false)).containsExactly("k-a1");
    }

    @Test
    void aDryRunNeedsNobodyAndRequestsNothing() {
        twoInOneLane();

        assertThat(redeploy("--dry-run")).isZero();

        assertThat(posted(false)).isEmpty();
        assertThat(said.toString()).contains("ingest would take 2 deployments");
    }

    @Test
    void aLedgerThatHasNotReadAllMakesNoPlan() {
        twoInOneLane();
        servers.put("/v1/ledger", "{'complete':false,'read':5,'of':9}");

        assertThat(redeploy("--yes")).isEqualTo(2);

        assertThat(said.toString()).contains("has read 5 of 9 records");
        assertThat(servers.posted).isEmpty();
    }

    private void twoInOneLane() {
        application("a", "production", "a9");
        application("b", "production", "b9");
        lived("a", deployed("a1", "2026-11-27T12:00:00.000Z"));
        lived("b", deployed("b1", "2026-11-27T12:30:00.000Z"));
        recorded("a", "a1", LANE);
        recorded("b", "b1", LANE);
    }

    private void application(String name, String environment, String live) {
        applications.add("{'id':'o/u/%s/p/%s','environment':'%s','live':{'id':'%s','version':'9'},'moving':[]}"
                .formatted(environment, name, environment, live));
        // A page may have none, and not be the last.
        servers.put("/v1/applications?limit=200", "{'applications':[],'next':'two'}");
        servers.put(
                "/v1/applications?limit=200&cursor=two", "{'applications':[" + String.join(",", applications) + "]}");
    }

    private static String deployed(String id, String endedAt) {
        return "{'id':'%s','application':'o/u/production/p/%s','status':'deployed','version':'1','endedAt':'%s'}"
                .formatted(id, id.substring(0, 1), endedAt);
    }

    private void lived(String name, String... deployments) {
        servers.put(
                "/v1/deployments?status=deployed&application=o/u/production/p/" + name + "&until=" + AT + "&limit=200",
                "{'deployments':[" + String.join(",", deployments) + "]}");
    }

    private void recorded(String name, String id, String lane) {
        servers.deployment(id, "o/u/production/p/" + name, "1", lane, 5, "{}");
    }

    /** The keys of what was posted, of dry runs or of others. */
    private List<String> posted(boolean dryRun) {
        return servers.posted.stream()
                .filter(each -> each.contains("dryRun") == dryRun)
                .map(each -> each.split(" ", 2)[0])
                .toList();
    }

    private int redeploy(String... words) {
        List<String> all = new ArrayList<>(List.of("--environment", "production", "--at", AT, "--reason", "r"));
        all.addAll(List.of(words));
        return RedeployCommandTest.run(said, servers, all.toArray(String[]::new));
    }
}
