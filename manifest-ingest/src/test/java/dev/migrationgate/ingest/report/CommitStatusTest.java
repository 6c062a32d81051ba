package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.manifests.ApplicationId;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitStatusTest {
    private static final SecretReference TOKEN = new SecretReference.File(Path.of("/token"));
    private final Receiver receiver = Receiver.start();
    private final HttpCalls calls = new HttpCalls(Duration.ofSeconds(10));

    @AfterEach
    void close() {
        calls.close();
        receiver.close();
    }

    @Test
    void githubGetsAStatusOfTheCommit() throws Exception {
        calls.make(github("t0ken").request(Events.report(DeploymentState.FAILED, "it exited with 3")));

        assertThat(receiver.received).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.path()).isEqualTo("/api/v3/repos/acme/manifests/statuses/" + Events.COMMIT);
            assertThat(call.header("Authorization")).isEqualTo("Bearer t0ken");
            assertThat(call.header("Accept")).isEqualTo("application/vnd.github+json");
            assertThat(call.header("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
            assertThat(call.header("User-Agent")).isEqualTo("migration-gate");
            assertThat(call.header("Content-Type")).isEqualTo("application/json");
            assertThat(new JsonObject(call.body()))
                    .isEqualTo(new JsonObject()
                            .put("state", "failure")
                            .put("context", "migration-gate/acme/retail/production/shop/orders-api")
                            .put("description", "it exited with 3")
                            .put("target_url", "https://ledger.example.com/v1/deployments/dep-1"));
        });
    }

    @Test
    void gitlabGetsAStatusOfTheCommit() throws Exception {
        calls.make(
                gitlab("group/sub group/manifests").request(Events.report(DeploymentState.FAILED, "it exited with 3")));

        assertThat(receiver.received).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.path())
                    .isEqualTo("/api/v4/projects/group%2Fsub%20group%2Fmanifests/statuses/" + Events.COMMIT);
            assertThat(call.header("PRIVATE-TOKEN")).isEqualTo("t0ken");
            assertThat(call.header("Authorization")).isEqualTo("none");
            assertThat(new JsonObject(call.body()))
                    .isEqualTo(new JsonObject()
                            .put("state", "failed")
                            .put("name", "migration-gate/acme/retail/production/shop/orders-api")
                            .put("description", "it exited with 3")
                            .put("ref", "main")
                            .put("target_url", "https://ledger.example.com/v1/deployments/dep-1"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, pending, pending",
        "RUNNING, pending, running",
        "HELD, pending, running",
        "SUCCEEDED, success, success",
        "FAILED, failure, failed",
        "CANCELLED, error, canceled",
        "SUPERSEDED, error, canceled"
    })
    void eachStateHasItsWord(DeploymentState state, String github, String gitlab) throws Exception {
        calls.make(github("t0ken").request(Events.report(state, "reason")));
        calls.make(gitlab("acme/manifests").request(Events.report(state, "reason")));

        assertThat(receiver.received)
                .extracting(call -> new JsonObject(call.body()).getString("state"))
                .containsExactly(github, gitlab);
    }

    @Test
    void aLongReasonIsShortenedAndALinkThatNobodyCanReachLeftOut() throws Exception {
        Report report = Events.report(DeploymentState.FAILED, "y".repeat(10_000));
        calls.make(github("t0ken").request(new Report(report.event(), report.deployment(), Optional.empty())));

        JsonObject body = new JsonObject(receiver.received.getFirst().body());
        assertThat(body.getString("description")).hasSize(140);
        assertThat(body.containsKey("target_url")).isFalse();
    }

    @Test
    void onlyTheRepositorysOwnCommitsAreReported() {
        Report report = Events.report(DeploymentState.FAILED, "reason");
        var posted = new RequestedDeployment(
                "dep-1", Events.APPLICATION, "1", Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(github("t0ken").wants(report)).isTrue();
        assertThat(gitlab(Events.REPOSITORY).wants(report)).isTrue();
        assertThat(gitlab("acme/other").wants(report)).isFalse();
        assertThat(github("t0ken").wants(new Report(report.event(), posted, report.link())))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t\nX: y", "s3cr3t und ü", "s3cr3t x"})
    void aTokenThatCannotBeAHeaderIsNotShown(String token) {
        GithubStatuses target = github(token);

        assertThatThrownBy(() -> target.request(Events.report(DeploymentState.FAILED, "reason")))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContaining("file:/token")
                .message()
                .doesNotContain("s3cr3t");
    }

    @Test
    void aLongNameIsShortenedAndStaysUnlikeOthers() {
        String level = "x".repeat(63);
        String begin = String.join("/", level, level, level, level, level);
        String one = CommitStatus.context(ApplicationId.parse(begin + "a"));
        String other = CommitStatus.context(ApplicationId.parse(begin + "b"));

        assertThat(one).hasSize(255).startsWith("migration-gate/xxx");
        assertThat(other).hasSize(255).isNotEqualTo(one);
        assertThat(CommitStatus.context(ApplicationId.parse(begin + "a"))).isEqualTo(one);
    }

    @Test
    void gitlabsComplaintThatTheStatusIsSoAlreadyMeansThatItIs() {
        String body = "{\"message\":\"Cannot transition status via :enqueue from :pending\"}";
        var headers = HttpHeaders.of(Map.of(), (name, value) -> true);
        GitlabStatuses target = gitlab(Events.REPOSITORY);

        assertThat(target.judge(new Answer(400, headers, body), Events.NOW)).isEqualTo(new Verdict.Delivered());
        assertThat(target.judge(new Answer(400, headers, "{}"), Events.NOW)).isInstanceOf(Verdict.Refused.class);
        assertThat(github("t").judge(new Answer(400, headers, body), Events.NOW))
                .isInstanceOf(Verdict.Refused.class);
    }

    private GithubStatuses github(String token) {
        return new GithubStatuses(
                Events.REPOSITORY,
                new RepositoryConfig.Report(receiver.at("/api/v3/"), TOKEN),
                _ -> token.getBytes(StandardCharsets.UTF_8));
    }

    private GitlabStatuses gitlab(String project) {
        return new GitlabStatuses(
                project,
                new RepositoryConfig.Report(receiver.at(""), TOKEN),
                _ -> "t0ken\n".getBytes(StandardCharsets.UTF_8));
    }
}
