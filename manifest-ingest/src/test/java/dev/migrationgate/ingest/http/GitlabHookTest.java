package dev.migrationgate.ingest.http;

import static dev.migrationgate.ingest.http.TestServer.assertProblem;
import static dev.migrationgate.ingest.http.TestServer.json;
import static dev.migrationgate.ingest.source.ShopFiles.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.connection.ConnectionsFile;
import dev.migrationgate.ingest.hook.HostBodies;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.repository.CommitId;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GitLab stops telling for a while after four answers in a row that are not 2xx. */
class GitlabHookTest {
    @TempDir
    Path folder;

    private HookServer gate;

    @BeforeEach
    void start() throws Exception {
        gate = new HookServer(folder, GitlabHookTest::ofGitlab, commits -> commits, Duration.ofSeconds(60));
    }

    @AfterEach
    void stop() {
        gate.close();
    }

    @Test
    void aPushThatIsRefusedForItsManifestsIsNoFailureOfTheHook() throws Exception {
        CommitId first = gate.following.commit(SHOP);
        assertThat(push("1", HostBodies.NO_COMMIT, first).statusCode()).isEqualTo(202);
        CommitId invalid = gate.following.commit(SHOP.broken("orders"));

        HttpResponse<String> answer = push("2", first.value(), invalid);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(answer).getBoolean("accepted")).isFalse();
        assertThat(json(answer).getString("detail")).contains("Nothing was published");
        assertThat(json(answer).getJsonArray("findings").getJsonObject(0).getString("file"))
                .isEqualTo("manifests/orders/config.yaml");
        assertThat(gate.counted("gitlab", "refused")).isEqualTo(1);
        assertThat(gate.following.publisher.published).hasSize(1);
    }

    @Test
    void whoIsNotKnownAndWhatIsOutOfReachAreFailures() throws Exception {
        CommitId first = gate.following.commit(SHOP);
        gate.following.publisher.away = true;

        assertProblem(push("1", HostBodies.NO_COMMIT, first), 503);
        assertProblem(push("2", "mallory", HostBodies.NO_COMMIT, first), 401);
    }

    private HttpResponse<String> push(String id, String before, CommitId after) throws Exception {
        return push(id, HookServer.SECRET, before, after);
    }

    private HttpResponse<String> push(String id, String token, String before, CommitId after) throws Exception {
        String body = HostBodies.gitlabPush("acme/manifests", "refs/heads/main", before, after.value());
        return gate.send(gate.request("/hooks/gitlab", body.getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", "application/json")
                .header("X-Gitlab-Event", "Push Hook")
                .header("X-Gitlab-Token", token)
                .header("Idempotency-Key", id));
    }

    private static RepositoryConfig ofGitlab(RepositoryConfig github) {
        String text = """
            repositories:
              - name: acme/manifests
                provider: gitlab
                url: %s
                hookSecrets: [file:/secrets/hook]
            """.formatted(github.url());
        return ConnectionsFile.read("file.yaml", text, problem -> {
                    throw new AssertionError(problem);
                })
                .map(RepositoryConfig::list)
                .orElseThrow()
                .getFirst();
    }
}
