package dev.migrationgate.ingest.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.signature.Headers;
import dev.migrationgate.access.signature.StandardWebhooks;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.google.secret.CachedSecrets;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.ingest.source.Push;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.manifests.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HooksTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String BEFORE = "6113728f27ae82c7b1a177c8d03f9e96e0adf246";
    private static final String AFTER = "0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c";
    private static final String MAIN = "refs/heads/main";
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-01T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final GoogleCloud google = GoogleCloud.open(Optional.empty());

    @AfterEach
    void close() {
        google.close();
    }

    @Test
    void aPushToAFollowedBranchIsRead() throws Exception {
        Push push = pushed(github(HostBodies.githubPush("acme/manifests", MAIN, BEFORE, AFTER), "one", Map.of()));

        assertThat(push.repository().name()).isEqualTo("acme/manifests");
        assertThat(push.branch()).isEqualTo("main");
        assertThat(push.before())
                .hasValueSatisfying(id -> assertThat(id.value()).isEqualTo(BEFORE));
        assertThat(push.after().value()).isEqualTo(AFTER);
        assertThat(push.delivery().id()).isEqualTo("github:72d3162e-cc78-11e3-81ab-4c9367dc0958");
        assertThat(push.delivery().traceparent()).isEqualTo(TRACE);
        assertThat(push.delivery().origin()).satisfies(origin -> {
            assertThat(origin.source()).isEqualTo("github");
            assertThat(origin.actor()).contains("octocat");
            assertThat(origin.repository()).contains("acme/manifests");
            assertThat(origin.ref()).contains(MAIN);
            assertThat(origin.commit()).contains(AFTER);
        });
    }

    @Test
    void aNewBranchHasNothingBefore() throws Exception {
        String body = HostBodies.githubPush("acme/manifests", MAIN, HostBodies.NO_COMMIT, AFTER);

        assertThat(pushed(github(body, "one", Map.of())).before()).isEmpty();
    }

    @Test
    void whileASecretIsReplacedBothCount() throws Exception {
        String body = HostBodies.githubPush("acme/manifests", MAIN, BEFORE, AFTER);

        assertThat(github(body, "one", Map.of())).isInstanceOf(HookReading.Pushed.class);
        assertThat(github(body, "next", Map.of())).isInstanceOf(HookReading.Pushed.class);
        assertThat(github(body, "wrong", Map.of())).isInstanceOf(HookReading.Unsigned.class);
    }

    @Test
    void oneRepositorysSecretVouchesForNoOther() throws Exception {
        assertThat(github(HostBodies.githubPush("acme/manifests", MAIN, BEFORE, AFTER), "other", Map.of()))
                .isInstanceOf(HookReading.Unsigned.class);
        assertThat(github(HostBodies.githubPush("acme/other", MAIN, BEFORE, AFTER), "other", Map.of()))
                .isInstanceOf(HookReading.Pushed.class);
    }

    @Test
    void whoIsNotKnownLearnsNothingOfWhatIsConfigured() throws Exception {
        assertThat(github(HostBodies.githubPush("acme/unknown", MAIN, BEFORE, AFTER), "wrong", Map.of()))
                .isInstanceOf(HookReading.Unsigned.class);
        assertThat(github(HostBodies.githubPush("acme/unknown", MAIN, BEFORE, AFTER), "one", Map.of()))
                .isInstanceOf(HookReading.UnknownRepository.class);
    }

    @Test
    void aSecretThatCannotBeReadIsNobodysFault() throws Exception {
        String body = HostBodies.githubPush("acme/manifests", MAIN, BEFORE, AFTER);
        Hooks hooks = hooks(RepositoryConfig.Provider.GITHUB);
        Files.delete(folder.resolve("next"));

        assertThat(read(hooks, body, githubHeaders(body, "one", Map.of()))).isInstanceOf(HookReading.Pushed.class);
        assertThat(read(hooks, body, githubHeaders(body, "next", Map.of())))
                .isInstanceOf(HookReading.Unavailable.class);
    }

    @Test
    void whatDeploysNothingIsIgnoredWithTheReason() throws Exception {
        assertIgnored(
                github(HostBodies.githubPush("acme/manifests", "refs/tags/v1", BEFORE, AFTER), "one", Map.of()),
                "'refs/tags/v1' is no branch");
        assertIgnored(
                github(HostBodies.githubPush("acme/manifests", "refs/heads/topic", BEFORE, AFTER), "one", Map.of()),
                "'topic' is not one that is followed");
        assertIgnored(
                github(HostBodies.githubPush("acme/manifests", MAIN, BEFORE, HostBodies.NO_COMMIT), "one", Map.of()),
                "deleted");
        assertIgnored(
                github("{\"action\": \"opened\"}", "one", Map.of("X-GitHub-Event", "issues")),
                "'issues' deploys nothing");
    }

    @Test
    void aPingIsAnsweredForAConfiguredRepositoryAndForAnOrganization() throws Exception {
        Map<String, String> ping = Map.of("X-GitHub-Event", "ping");

        assertThat(github(HostBodies.githubPing("acme/manifests"), "one", ping)).isInstanceOf(HookReading.Ping.class);
        assertThat(github("{\"zen\": \"Design for failure.\"}", "one", ping)).isInstanceOf(HookReading.Ping.class);
        assertThat(github(HostBodies.githubPing("acme/unknown"), "one", ping))
                .isInstanceOf(HookReading.UnknownRepository.class);
    }

    @Test
    void aDeliveryWithoutAWellFormedIdIsMalformed() throws Exception {
        String body = HostBodies.githubPush("acme/manifests", MAIN, BEFORE, AFTER);
        Map<String, String> headers = githubHeaders(body, "one", Map.of());
        headers.remove("X-GitHub-Delivery");

        assertThat(read(hooks(RepositoryConfig.Provider.GITHUB), body, headers))
                .isInstanceOf(HookReading.Malformed.class);
        assertThat(github(body, "one", Map.of("X-GitHub-Delivery", "a b"))).isInstanceOf(HookReading.Malformed.class);
        assertThat(github(body, "one", Map.of("X-GitHub-Delivery", "x".repeat(129))))
                .isInstanceOf(HookReading.Malformed.class);
    }

    @Test
    void whatIsNoPushIsMalformedWhoeverSignsIt() throws Exception {
        assertThat(github("[]", "one", Map.of())).isInstanceOf(HookReading.Malformed.class);
        assertThat(github("{", "one", Map.of())).isInstanceOf(HookReading.Malformed.class);
        assertThat(github(HostBodies.githubPush("acme/manifests", MAIN, BEFORE, "main"), "one", Map.of()))
                .isInstanceOf(HookReading.Malformed.class);
    }

    @Test
    void anActorWithOtherCharactersThanANameHasIsNone() throws Exception {
        String body = HostBodies.githubPush("acme/manifests", MAIN, BEFORE, AFTER)
                .replace("\"login\": \"octocat\"", "\"login\": \"octo\\ncat\"");

        assertThat(pushed(github(body, "one", Map.of())).delivery().origin().actor())
                .isEmpty();
    }

    @Test
    void withoutARepositoryOfTheHostNothingIsRead() throws Exception {
        Hooks none = Hooks.of(RepositoryConfig.Provider.GITHUB, List.of(), _ -> new byte[0], NOW);

        assertThat(read(none, "{}", Map.of())).isInstanceOf(HookReading.UnknownRepository.class);
    }

    @Test
    void gitlabSignsWithIdTimeAndBody() throws Exception {
        String body = HostBodies.gitlabPush("acme/gitlab", MAIN, BEFORE, AFTER);
        Push push = pushed(read(hooks(RepositoryConfig.Provider.GITLAB), body, gitlabHeaders(body, "lab", NOW)));

        assertThat(push.delivery().id()).isEqualTo("gitlab:acme/gitlab:msg_1");
        assertThat(push.delivery().origin().source()).isEqualTo("gitlab");
        assertThat(push.delivery().origin().actor()).contains("octocat");
        assertThat(push.after().value()).isEqualTo(AFTER);
    }

    @Test
    void aSignatureOfFiveMinutesAgoIsARepetition() throws Exception {
        String body = HostBodies.gitlabPush("acme/gitlab", MAIN, BEFORE, AFTER);
        Clock then = Clock.offset(NOW, Duration.ofMinutes(-6));

        assertThat(read(hooks(RepositoryConfig.Provider.GITLAB), body, gitlabHeaders(body, "lab", then)))
                .isInstanceOf(HookReading.Unsigned.class);
    }

    @Test
    void gitlabsTokenCountsOnlyWhereThereIsNoSignature() throws Exception {
        String body = HostBodies.gitlabPush("acme/gitlab", MAIN, BEFORE, AFTER);
        var headers = new HashMap<>(
                Map.of("X-Gitlab-Event", "Push Hook", "X-Gitlab-Token", "lab", "X-Gitlab-Event-UUID", "13792a34-cac6"));

        assertThat(pushed(read(hooks(RepositoryConfig.Provider.GITLAB), body, headers))
                        .delivery()
                        .id())
                .isEqualTo("gitlab:acme/gitlab:13792a34-cac6");
        headers.put("Idempotency-Key", "f5e5f430-f57b");
        assertThat(pushed(read(hooks(RepositoryConfig.Provider.GITLAB), body, headers))
                        .delivery()
                        .id())
                .isEqualTo("gitlab:acme/gitlab:f5e5f430-f57b");
        headers.put("webhook-signature", "v1,AAAA");
        assertThat(read(hooks(RepositoryConfig.Provider.GITLAB), body, headers))
                .isInstanceOf(HookReading.Unsigned.class);
        headers.remove("webhook-signature");
        headers.remove("Idempotency-Key");
        headers.remove("X-Gitlab-Event-UUID");
        assertThat(read(hooks(RepositoryConfig.Provider.GITLAB), body, headers))
                .isInstanceOf(HookReading.Malformed.class);
    }

    @Test
    void gitlabsOtherEventsAndDeletedBranchesAreIgnored() throws Exception {
        String body = HostBodies.gitlabPush("acme/gitlab", MAIN, BEFORE, HostBodies.NO_COMMIT);
        assertIgnored(read(hooks(RepositoryConfig.Provider.GITLAB), body, gitlabHeaders(body, "lab", NOW)), "deleted");
        Map<String, String> tag = gitlabHeaders(body, "lab", NOW);
        tag.put("X-Gitlab-Event", "Tag Push Hook");
        assertIgnored(read(hooks(RepositoryConfig.Provider.GITLAB), body, tag), "'Tag Push Hook' deploys nothing");
    }

    private HookReading github(String body, String secret, Map<String, String> changed) throws IOException {
        return read(hooks(RepositoryConfig.Provider.GITHUB), body, githubHeaders(body, secret, changed));
    }

    private static Map<String, String> githubHeaders(String body, String secret, Map<String, String> changed) {
        var headers = new HashMap<String, String>();
        headers.put("X-GitHub-Event", "push");
        headers.put("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958");
        headers.put("X-Hub-Signature-256", HostBodies.githubSignature(secret, bytes(body)));
        headers.putAll(changed);
        return headers;
    }

    private static Map<String, String> gitlabHeaders(String body, String secret, Clock clock) {
        var headers = new HashMap<>(new StandardWebhooks(clock).sign("msg_1", bytes(body), List.of(bytes(secret))));
        headers.put("X-Gitlab-Event", "Push Hook");
        return headers;
    }

    private Hooks hooks(RepositoryConfig.Provider provider) throws IOException {
        List<RepositoryConfig> repositories = List.of(
                config("acme/manifests", RepositoryConfig.Provider.GITHUB, "one", "next"),
                config("acme/other", RepositoryConfig.Provider.GITHUB, "other"),
                config("acme/gitlab", RepositoryConfig.Provider.GITLAB, "lab"));
        return Hooks.of(provider, repositories, new CachedSecrets(google, NOW), NOW);
    }

    private RepositoryConfig config(String name, RepositoryConfig.Provider provider, String... secrets)
            throws IOException {
        for (String secret : secrets) {
            Files.writeString(folder.resolve(secret), secret + "\n");
        }
        List<SecretReference> references = List.of(secrets).stream()
                .<SecretReference>map(secret -> new SecretReference.File(folder.resolve(secret)))
                .toList();
        return new RepositoryConfig(
                name,
                provider,
                "https://git.example.com/" + name,
                List.of("main"),
                "",
                Scope.EVERYTHING,
                "git",
                Optional.empty(),
                references,
                Optional.empty(),
                Optional.empty());
    }

    private static HookReading read(Hooks hooks, String body, Map<String, String> headers) {
        return hooks.read(Headers.of(headers), bytes(body), TRACE);
    }

    private static Push pushed(HookReading reading) {
        assertThat(reading).isInstanceOf(HookReading.Pushed.class);
        return ((HookReading.Pushed) reading).push();
    }

    private static void assertIgnored(HookReading reading, String reason) {
        assertThat(reading)
                .isInstanceOfSatisfying(
                        HookReading.Ignored.class,
                        ignored -> assertThat(ignored.reason()).contains(reason));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
