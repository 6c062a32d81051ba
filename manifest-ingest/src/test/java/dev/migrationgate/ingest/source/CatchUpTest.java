package dev.migrationgate.ingest.source;

import static dev.migrationgate.ingest.source.ShopFiles.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.repository.CommitId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatchUpTest {
    @TempDir
    Path folder;

    private Following following;
    private CommitId first;

    @BeforeEach
    void start() throws Exception {
        following = new Following(folder);
        first = following.commit(SHOP);
        following.deployed(following.push("1", Optional.empty(), first));
    }

    @AfterEach
    void stop() {
        following.close();
    }

    @Test
    void aPushThatNobodyToldOfIsFound() throws Exception {
        following.commit(SHOP.version("mail", "1.0.1"));
        CommitId third = following.commit(SHOP.version("mail", "1.0.1").version("orders", "1.0.1"));

        following.sources.catchUp();

        assertThat(following.last()).containsExactly("mail 1.0.1", "orders 1.0.1");
        assertThat(following.head()).contains(third.value());
        var delivery = following.publisher.published.getLast().delivery();
        assertThat(delivery.id()).matches("catch-up:[0-9a-f]{64}");
        assertThat(delivery.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(delivery.origin().source()).isEqualTo("catch-up");
        assertThat(delivery.origin().actor()).isEmpty();
    }

    @Test
    void aBranchThatWasToldOfIsLeftAlone() throws Exception {
        following.sources.catchUp();

        assertThat(following.publisher.published).hasSize(1);
        assertThat(following.caughtUp("current")).isEqualTo(1);
        assertThat(following
                        .metrics
                        .get("ingest.branch.compared.ago")
                        .tag("branch", "main")
                        .gauge()
                        .value())
                .isBetween(0.0, 60.0);
    }

    @Test
    void theHookThatComesAfterwardsDeploysNothing() throws Exception {
        CommitId second = following.commit(SHOP.version("mail", "1.0.1"));
        following.sources.catchUp();

        assertThat(following
                        .sources
                        .pushes()
                        .push(following.push("2", Optional.of(first), second))
                        .join())
                .isInstanceOf(PushResult.Nothing.class);
        assertThat(following.publisher.published).hasSize(2);
    }

    @Test
    void anInvalidCommitIsLookedAtOnceUntilTheBranchMovesOn() throws Exception {
        following.commit(SHOP.broken("mail"));
        following.sources.catchUp();
        following.sources.catchUp();
        assertThat(following.caughtUp("refused")).isEqualTo(1);
        assertThat(following.caughtUp("refused-before")).isEqualTo(1);

        following.commit(SHOP.version("mail", "1.0.1"));
        following.sources.catchUp();
        assertThat(following.last()).containsExactly("mail 1.0.1");
    }

    @Test
    void aRefusedMergeIsARemarkUntilTheBranchIsAccepted() throws Exception {
        Map<String, Supplier<Optional<String>>> parts = new LinkedHashMap<>();
        following.sources.report(parts::put);
        Supplier<Optional<String>> problem = parts.get("branch main of acme/manifests");
        CommitId broken = following.commit(SHOP.broken("mail"));
        following.sources.catchUp();
        assertThat(problem.get())
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("commit " + broken + " is not accepted: ")
                        .containsPattern("[1-9] errors?(, the first)?: ")
                        .contains("manifests/mail/config.yaml"));

        following.commit(SHOP.version("mail", "1.0.1"));
        following.sources.catchUp();
        assertThat(problem.get()).isEmpty();

        following.commit(SHOP.broken("mail"));
        following.sources.catchUp();
        assertThat(problem.get()).isPresent();
        following.reset(new CommitId(following.head().orElseThrow()));
        following.sources.catchUp();
        assertThat(problem.get()).isEmpty();
    }

    @Test
    void aRefusedMergeIsTriedAgainAfterAnHour() throws Exception {
        following.commit(SHOP.broken("mail"));
        following.sources.catchUp();
        following.pass(Duration.ofMinutes(59));
        following.sources.catchUp();
        assertThat(following.caughtUp("refused")).isEqualTo(1);

        following.pass(Duration.ofMinutes(2));
        following.sources.catchUp();
        following.sources.catchUp();
        assertThat(following.caughtUp("refused")).isEqualTo(2);
        assertThat(following.caughtUp("refused-before")).isEqualTo(2);
    }

    @Test
    void aBranchThatGoesToAndFroIsFollowedEachTime() throws Exception {
        CommitId second = following.commit(SHOP.version("mail", "1.0.1"));
        following.sources.catchUp();
        following.reset(first);
        following.sources.catchUp();
        following.reset(second);
        following.sources.catchUp();

        assertThat(following.all())
                .containsExactly("mail 1.0.0", "orders 1.0.0", "mail 1.0.1", "mail 1.0.0", "mail 1.0.1");
    }

    @Test
    void aBranchThatIsGoneChangesNothing() throws Exception {
        following.origin.remove("main");
        following.sources.catchUp();

        assertThat(following.caughtUp("no-branch")).isEqualTo(1);
        assertThat(following.head()).contains(first.value());
    }

    @Test
    void aRepositoryThatCannotBeReadIsAProblemUntilItCan() throws Exception {
        Map<String, Supplier<Optional<String>>> parts = new LinkedHashMap<>();
        following.sources.report(parts::put);
        Supplier<Optional<String>> problem = parts.get("repository acme/manifests");
        following.server.behave(exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(401, -1);
            return true;
        });
        following.sources.catchUp();
        assertThat(problem.get()).hasValueSatisfying(text -> assertThat(text).contains("credential"));
        assertThat(following.caughtUp("unreachable")).isEqualTo(1);

        following.server.behave(_ -> false);
        following.sources.catchUp();
        assertThat(problem.get()).isEmpty();
    }

    @Test
    void aBranchThatWasNeverComparedIsAsOldAsTheStart() throws Exception {
        following.server.close();
        following.sources.catchUp();
        following.pass(Duration.ofHours(2));

        assertThat(following.caughtUp("unreachable")).isEqualTo(1);
        assertThat(following.metrics.get("ingest.branch.compared.ago").gauge().value())
                .isBetween(7_200.0, 7_260.0);
    }

    @Test
    void afterAStartItWaitsUntilEverythingIsKnownThatWasAccepted(@TempDir Path other) throws Exception {
        try (var late = new Following(other, config -> config, false, commits -> commits)) {
            late.commit(SHOP);
            late.sources.start();
            assertThat(late.publisher.published).isEmpty();
            assertThat(late.server.requests()).isEmpty();

            Catalogues.complete(late.memory);
            await().atMost(Duration.ofSeconds(30)).until(() -> late.caughtUp("current") >= 1);
            assertThat(late.all()).containsExactly("mail 1.0.0", "orders 1.0.0");
            assertThat(late.caughtUp("unavailable")).isZero();
        }
    }
}
