package dev.migrationgate.ingest.source;

import static dev.migrationgate.ingest.source.ShopFiles.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.repository.CommitId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushOrderTest {
    @TempDir
    Path folder;

    private Following following;
    private CommitId first;

    @BeforeEach
    void start() throws Exception {
        following = new Following(folder);
        first = following.commit(SHOP);
    }

    @AfterEach
    void stop() {
        following.close();
    }

    @Test
    void anOlderCommitThatArrivesLateIsSuperseded() throws Exception {
        deployed("1", first);
        CommitId a = following.commit(SHOP.version("mail", "1.0.1"));
        CommitId b = following.commit(SHOP.version("mail", "1.0.2").version("orders", "1.0.1"));

        assertThat(deployed("3", b)).containsExactly("mail 1.0.2", "orders 1.0.1");
        assertThat(push("2", a))
                .isInstanceOfSatisfying(
                        PushResult.Nothing.class,
                        nothing -> assertThat(nothing.reason()).contains("superseded"));
        assertThat(following.head()).contains(b.value());
        assertThat(following.publisher.published).hasSize(2);
    }

    @Test
    void aPushThatGotLostBeforeAForcedOneIsDeployedWithTheNext() throws Exception {
        deployed("1", first);
        CommitId lost =
                following.origin.force("main", SHOP.version("orders", "2.0.0").files());
        CommitId next = following.commit(SHOP.version("orders", "2.0.0").version("mail", "2.0.0"));

        assertThat(following.deployed(following.push("3", Optional.of(lost), next)))
                .containsExactly("mail 2.0.0", "orders 2.0.0");
    }

    @Test
    void aBranchThatIsForcedBackIsDeployedAsItWasAndMayComeAgain() throws Exception {
        deployed("a", first);
        CommitId b = following.commit(SHOP.version("mail", "1.0.1"));
        Push toB = following.push("b", "to b", Optional.of(first), b);
        assertThat(following.deployed(toB)).containsExactly("mail 1.0.1");

        following.reset(first);
        assertThat(deployed("back", first)).containsExactly("mail 1.0.0");
        assertThat(following.head()).contains(first.value());

        following.reset(b);
        assertThat(following.deployed(following.push("again", "to b", Optional.of(first), b)))
                .containsExactly("mail 1.0.1");
        assertThat(following.publisher.published).hasSize(4);
    }

    @Test
    void aRedeliveryIsAnsweredAsBeforeAndPublishesNothing() throws Exception {
        Push push = following.push("1", Optional.empty(), first);
        var before = following.sources.pushes().push(push).join();
        following.commit(SHOP.version("mail", "1.0.1"));
        var again = following.sources.pushes().push(push).join();

        assertThat(Following.deployed(again)).isEqualTo(Following.deployed(before));
        assertThat(again)
                .isInstanceOfSatisfying(
                        PushResult.Taken.class,
                        taken -> assertThat(((Outcome.Accepted) taken.outcome()).repeated())
                                .isTrue());
        assertThat(following.publisher.published).hasSize(1);
    }

    @Test
    void theSameBodyUnderANewIdIsTheSameAsLongAsTheBranchHasIt() throws Exception {
        Push push = following.push("1", "body", Optional.empty(), first);
        List<String> before = following.deployed(push);
        deployed("2", following.commit(SHOP.version("mail", "1.0.1")));

        assertThat(following.deployed(following.push("3", "body", Optional.empty(), first)))
                .isEqualTo(before);
        following.pass(Duration.ofHours(25));
        assertThat(following
                        .sources
                        .pushes()
                        .push(following.push("4", "body", Optional.empty(), first))
                        .join())
                .isInstanceOf(PushResult.Nothing.class);
        assertThat(following.publisher.published).hasSize(2);
    }

    @Test
    void theSameIdWithAnotherBodyIsRefused() {
        following.deployed(following.push("1", "body", Optional.empty(), first));

        assertThat(following
                        .sources
                        .pushes()
                        .push(following.push("1", "other", Optional.empty(), first))
                        .join())
                .isEqualTo(new PushResult.Taken(new Outcome.KeyReused()));
    }

    @Test
    void aCommitThatIsNotOnTheBranchAnyMoreIsNothing() throws Exception {
        CommitId gone = following.commit(SHOP.version("mail", "6.6.6"));
        following.reset(first);

        assertThat(push("1", gone)).isInstanceOf(PushResult.Nothing.class);
        assertThat(following.publisher.published).isEmpty();
    }

    @Test
    void manyHooksAtOnceForOneBranchDeployEachChangeOnce() throws Exception {
        deployed("1", first);
        CommitId second = following.commit(SHOP.version("mail", "1.0.1"));
        CommitId third = following.commit(SHOP.version("mail", "1.0.1").version("orders", "1.0.1"));

        List<CompletableFuture<PushResult>> results = IntStream.range(0, 8)
                .mapToObj(i -> following.push("many-" + i, Optional.empty(), i % 2 == 0 ? second : third))
                .map(following.sources.pushes()::push)
                .toList();
        results.forEach(CompletableFuture::join);

        assertThat(following.all())
                .containsExactlyInAnyOrder("mail 1.0.0", "orders 1.0.0", "mail 1.0.1", "orders 1.0.1");
        assertThat(following.head()).contains(third.value());
    }

    @Test
    void aRestartWithoutTheMirrorDeploysNothingAgain(@TempDir Path other) throws Exception {
        deployed("1", first);
        Push push = following.push("2", Optional.empty(), following.commit(SHOP.version("mail", "1.0.1")));
        following.deployed(push);

        try (Sources restarted = following.restarted(other)) {
            restarted.catchUp();
            assertThat(Following.deployed(restarted.pushes().push(push).join())).containsExactly("mail 1.0.1");
            assertThat(following.publisher.published).hasSize(2);
            CommitId third = following.commit(SHOP.version("mail", "1.0.1").version("orders", "1.0.1"));
            assertThat(Following.deployed(restarted
                            .pushes()
                            .push(following.push("3", Optional.empty(), third))
                            .join()))
                    .containsExactly("orders 1.0.1");
        }
    }

    @Test
    void aRepositoryOrKafkaOutOfReachLeavesThePushForLater() {
        Push push = following.push("1", Optional.empty(), first);
        following.server.behave(exchange -> {
            exchange.sendResponseHeaders(500, -1);
            return true;
        });
        assertUnavailable(following.sources.pushes().push(push).join());
        following.server.behave(_ -> false);
        following.publisher.away = true;
        assertUnavailable(following.sources.pushes().push(push).join());
        following.publisher.away = false;

        assertThat(following.deployed(push)).hasSize(2);
    }

    @Test
    void onlySoManyPushesOfABranchWait(@TempDir Path other) throws Exception {
        var blocked = new CountDownLatch(1);
        try (var slow = new Following(other, config -> config, true, commits -> new SlowCommits(commits, blocked))) {
            CommitId commit = slow.commit(SHOP);
            List<CompletableFuture<PushResult>> results = IntStream.range(0, 20)
                    .mapToObj(i -> slow.push("many-" + i, Optional.empty(), commit))
                    .map(slow.sources.pushes()::push)
                    .toList();

            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            results.stream().filter(CompletableFuture::isDone).count() == 11);
            results.stream().filter(CompletableFuture::isDone).forEach(result -> assertUnavailable(result.join()));
            blocked.countDown();
            results.forEach(CompletableFuture::join);
            assertThat(slow.publisher.published).hasSize(1);
        }
    }

    private static void assertUnavailable(PushResult result) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        PushResult.Taken.class,
                        taken -> assertThat(taken.outcome()).isInstanceOf(Outcome.Unavailable.class));
    }

    private List<String> deployed(String id, CommitId after) {
        return following.deployed(following.push(id, Optional.empty(), after));
    }

    private PushResult push(String id, CommitId after) {
        return following
                .sources
                .pushes()
                .push(following.push(id, Optional.empty(), after))
                .join();
    }
}
