package dev.migrationgate.cli.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.Gate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedeployCommandTest {
    private static final String APP = "acme/retail/production/shop/orders-api";
    private static final String LANE = "Database/acme/retail/production/shop/orders-db";
    private static final String MIGRATES = "{'migration':{'container':{'image':'migrate:1.4.0'}}}";

    private final StringWriter said = new StringWriter();
    private final StubServers servers = new StubServers();

    RedeployCommandTest() throws IOException {
        servers.deployment("d14", APP, "1.4.0", LANE, 4711, MIGRATES);
        servers.put(
                "/v1/applications/" + APP,
                "{'id':'%s','live':{'id':'d15','version':'1.5.0','live':true},'moving':[{'id':'d16'}]}".formatted(APP));
        servers.put(
                "/v1/lanes/" + LANE,
                "{'id':'%s','holder':{'id':'d99','name':'billing-api'},'waiting':[{'id':'d16'}]}".formatted(LANE));
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void aDeploymentIsShownAndAskedForByThePlaceOfItsRecord() {
        int exit = redeploy("d14", "--reason", "1.5.0 is slow", "--actor", "ann", "--idempotency-key", "k");

        assertThat(exit).isZero();
        assertThat(said.toString().lines())
                .containsExactly(
                        APP + ", deployment d14",
                        "  version    1.5.0 (live, deployment d15) → 1.4.0",
                        "  migration  migrate:1.4.0 runs again",
                        "  lane       " + LANE + ": held by billing-api d99, waiting before it: 1",
                        "  beware     1 of its deployments is under way; this one comes after",
                        "new-d14  app");
        assertThat(servers.posted)
                .containsExactly("k-d14 {\"deployment\":\"d14\",\"partition\":2,\"offset\":4711,\"migrations\":\"run\","
                        + "\"reason\":\"1.5.0 is slow\",\"actor\":\"ann\"}");
    }

    @Test
    void aMigrationThatIsSkippedIsShownSo() {
        assertThat(redeploy("d14", "--reason", "r", "--migrations", "skip")).isZero();

        assertThat(said.toString()).contains("migrate:1.4.0 is left out");
        assertThat(servers.posted.getFirst()).contains("\"migrations\":\"skip\"");
    }

    @Test
    void whatWasLeftOutBeforeIsThereToRun() {
        servers.deployment(
                "d14", APP, "1.4.0", LANE, 1, "{'migration':null,'skippedMigration':{'container':{'image':'m:1'}}}");

        redeploy("d14", "--reason", "r");

        assertThat(said.toString()).contains("m:1 runs again");
    }

    @Test
    void aDryRunAsksIngestAndRequestsNothing() {
        assertThat(redeploy("d14", "--reason", "r", "--dry-run")).isZero();

        assertThat(servers.posted).singleElement().asString().contains("\"dryRun\":true");
        assertThat(said.toString()).contains("ingest would take 1 deployment").doesNotContain("new-d14");
    }

    @Test
    void aDryRunOfWhatWouldBeRefusedSaysWhy() {
        servers.refusals.put("d14", 409);

        assertThat(redeploy("d14", "--reason", "r", "--dry-run")).isEqualTo(1);

        assertThat(said.toString())
                .contains("would be refused (409)", "A later migration was requested since", "nothing was requested");
    }

    @Test
    void aRefusalEndsWithOneAndTroubleWithTwo() {
        servers.refusals.put("d14", 409);
        assertThat(redeploy("d14", "--reason", "r")).isEqualTo(1);
        servers.refusals.put("d14", 503);
        assertThat(redeploy("d14", "--reason", "r")).isEqualTo(2);
    }

    @Test
    void whatTheLedgerDoesNotKnowIsNotAskedFor() {
        servers.put("/v1/deployments/d13", "{'id':'d13','application':'" + APP + "','events':[]}");

        assertThat(redeploy("d12", "--reason", "r")).isEqualTo(2);
        assertThat(redeploy("d13", "--reason", "r")).isEqualTo(2);

        assertThat(said.toString()).contains("answers 404", "has no request of deployment d13 any more");
        assertThat(servers.posted).isEmpty();
    }

    @Test
    void whatAServerSaysCannotSteerATerminal() {
        servers.deployment("d14", APP, "1.4.0\\u001b[2J", LANE, 1, MIGRATES);

        redeploy("d14", "--reason", "r");

        assertThat(said.toString()).contains("1.4.0?[2J").doesNotContain("\u001b");
    }

    @Test
    void aProgramIsToldThePlanAndThenWhatIngestSaid() {
        assertThat(redeploy("d14", "--reason", "r", "--output", "json")).isZero();
        servers.refusals.put("d14", 409);
        assertThat(redeploy("d14", "--reason", "r", "--output", "json", "--dry-run"))
                .isEqualTo(1);

        String plan = ("{'plan':{'steps':[{'deployment':'d14','application':'%s','version':'1.4.0',"
                        + "'live':{'deployment':'d15','version':'1.5.0'},'migration':{'image':'migrate:1.4.0','does':'run'},"
                        + "'lane':{'id':'%s','holder':'d99','waiting':1},'moving':1}],'staying':[],'missing':[]}}")
                .formatted(APP, LANE);
        String answered = "'answers':[{'deployment':'d14','application':'" + APP + "',";
        assertThat(said.toString().replace('"', '\'').lines())
                .containsExactly(
                        plan,
                        "{'dryRun':false," + answered
                                + "'deployments':[{'deploymentId':'new-d14','applicationId':'app'}]}],'good':true}",
                        plan,
                        "{'dryRun':true," + answered
                                + "'refused':{'status':409,'kind':'later-migration','problem':'A later migration was requested"
                                + " since: say skip','findings':[]}}],'good':false}");
    }

    @Test
    void oneOfBothFormsIsNeeded() {
        assertThat(redeploy("--reason", "r")).isEqualTo(2);
        assertThat(redeploy("d14", "--environment", "production", "--at", "2026-11-27T13:00:00Z", "--reason", "r"))
                .isEqualTo(2);
        assertThat(redeploy("--environment", "production", "--reason", "r")).isEqualTo(2);
        assertThat(redeploy("--environment", "production", "--at", "yesterday", "--reason", "r"))
                .isEqualTo(2);
        assertThat(redeploy("d14")).isEqualTo(2);

        assertThat(servers.posted).isEmpty();
    }

    private int redeploy(String... words) {
        return run(said, servers, words);
    }

    static int run(StringWriter said, StubServers servers, String... words) {
        List<String> all = new ArrayList<>(List.of("redeploy"));
        all.addAll(List.of(words));
        all.addAll(List.of("--ledger", servers.address(), "--ingest", servers.address()));
        return Gate.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(all.toArray(String[]::new));
    }
}
