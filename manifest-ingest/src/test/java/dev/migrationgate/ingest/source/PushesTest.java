package dev.migrationgate.ingest.source;

import static dev.migrationgate.ingest.source.ShopFiles.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.intake.BranchHead;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.ingest.intake.Posted;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.repository.CommitId;
import dev.migrationgate.repository.ManifestTree;
import dev.migrationgate.repository.RepositoryException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushesTest {
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
    void theFirstPushOfABranchDeploysWhatNobodyToldOfBefore() {
        assertThat(deployed("1", first)).containsExactly("mail 1.0.0", "orders 1.0.0");
        assertThat(following.head()).contains(first.value());
        var published = following.publisher.published.getFirst();
        assertThat(published.manifests()).hasSize(6);
        assertThat(published.delivery().id()).isEqualTo("github:1");
        assertThat(published.delivery().origin().commit()).contains(first.value());
    }

    @Test
    void aPushDeploysWhatItChangesAndNothingElse() throws Exception {
        deployed("1", first);
        CommitId second = following.commit(SHOP.version("mail", "1.0.1"));

        assertThat(deployed("2", second)).containsExactly("mail 1.0.1");
        assertThat(following.publisher.published.getLast().manifests())
                .singleElement()
                .satisfies(manifest -> assertThat(manifest.file()).isEqualTo("manifests/mail/config.yaml"));
    }

    @Test
    void aReadmeDeploysNothingAndTheBranchIsAcceptedUpToThere() throws Exception {
        deployed("1", first);
        CommitId second = following.commit(SHOP.with("README.md", "Better said"));

        assertThat(deployed("2", second)).isEmpty();
        assertThat(following.head()).contains(second.value());
    }

    @Test
    void whereABranchIsNewToUsNothingOfItGetsLostWhateverTheHostSaysWasThereBefore() throws Exception {
        CommitId refused = following.commit(SHOP.version("mail", "1.0.1").broken("orders"));
        assertThat(push("1", refused)).isInstanceOf(PushResult.Taken.class);
        assertThat(following.head()).isEmpty();
        CommitId mended = following.commit(SHOP.version("mail", "1.0.1").version("orders", "1.0.1"));

        assertThat(following.deployed(following.push("2", Optional.of(refused), mended)))
                .containsExactly("mail 1.0.1", "orders 1.0.1");
    }

    @Test
    void whatAnotherInstanceTookWhileTheCommitWasFetchedIsNotDeployedAgain(@TempDir Path other) throws Exception {
        var taken = new AtomicReference<Runnable>(() -> {});
        try (var two = new Following(other, config -> config, true, commits -> new Interrupted(commits, taken))) {
            CommitId commit = two.commit(SHOP);
            taken.set(() -> two.memory.remember(new Submission(
                    two.push("theirs", Optional.empty(), commit).delivery(),
                    Instant.parse("2026-11-01T11:00:00Z"),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.of(new BranchHead(two.config.name(), "refs/heads/main", commit.value())),
                    List.of())));

            assertThat(two.sources
                            .pushes()
                            .push(two.push("ours", Optional.empty(), commit))
                            .join())
                    .isInstanceOfSatisfying(
                            PushResult.Nothing.class,
                            nothing -> assertThat(nothing.reason()).contains("accepted already"));
            assertThat(two.publisher.published).isEmpty();
        }
    }

    @Test
    void whereNobodyKnowsTheCommitBeforeTheCatalogueSaysWhatChanged() throws Exception {
        post(SHOP.files().values().stream()
                .filter(text -> text.startsWith("api"))
                .toList());
        CommitId second = following.commit(SHOP.version("mail", "1.0.1"));

        assertThat(following.deployed(following.push("1", Optional.of(new CommitId("a".repeat(40))), second)))
                .containsExactly("mail 1.0.1");
    }

    @Test
    void aRevertedCommitDeploysWhatWasThereBefore() throws Exception {
        deployed("1", first);
        deployed("2", following.commit(SHOP.version("mail", "1.0.1")));

        assertThat(deployed("3", following.commit(SHOP))).containsExactly("mail 1.0.0");
    }

    @Test
    void whatAnInvalidCommitChangesIsDeployedWithTheOneThatMendsIt() throws Exception {
        deployed("1", first);
        CommitId invalid = following.commit(SHOP.version("mail", "1.0.1").broken("orders"));
        assertThat(push("2", invalid))
                .isInstanceOfSatisfying(
                        PushResult.Taken.class,
                        taken -> assertThat(((Outcome.Refused) taken.outcome()).findings())
                                .extracting(Finding::file)
                                .contains("manifests/orders/config.yaml"));
        assertThat(following.head()).contains(first.value());
        assertThat(following.publisher.published).hasSize(1);

        CommitId mended = following.commit(SHOP.version("mail", "1.0.1").version("orders", "1.0.1"));
        assertThat(following.deployed(following.push("3", Optional.of(invalid), mended)))
                .containsExactly("mail 1.0.1", "orders 1.0.1");
    }

    @Test
    void aFileThatCannotBeReadMayHoldAnythingSoTheCommitIsRefused() throws Exception {
        deployed("1", first);
        CommitId unreadable =
                following.commit(SHOP.with("manifests/new.yaml", "apiVersion: lowops.manifests.v1\nkind: [\n"));

        assertThat(push("2", unreadable))
                .isInstanceOfSatisfying(
                        PushResult.Taken.class,
                        taken -> assertThat(((Outcome.Refused) taken.outcome()).findings())
                                .extracting(Finding::file)
                                .containsOnly("manifests/new.yaml"));
        assertThat(following.head()).contains(first.value());
    }

    @Test
    void aRemovedManifestLeavesTheCatalogue() throws Exception {
        deployed("1", first);
        CommitId second = following.commit(SHOP.without("manifests/mail/config.yaml"));

        assertThat(deployed("2", second)).isEmpty();
        assertThat(following.publisher.published.getLast().removed()).hasSize(1);
        assertThat(following.memory.named(Kind.DEPLOYMENT_CONFIG, "mail")).isEmpty();
    }

    @Test
    void whatWasPostedLaterStaysWhereAPushLeavesItUnchanged() throws Exception {
        deployed("1", first);
        post(List.of(ShopFiles.config("mail", "3.0.0")));
        deployed("2", following.commit(SHOP.version("orders", "1.0.1")));

        assertThat(following.last()).containsExactly("orders 1.0.1");
        assertThat(following.memory.named(Kind.DEPLOYMENT_CONFIG, "mail"))
                .singleElement()
                .satisfies(manifest -> assertThat(manifest.canonical()).contains("3.0.0"));
    }

    @Test
    void whatLiesOutsideOfTheRepositorysScopeIsRefusedWhole(@TempDir Path other) throws Exception {
        try (var narrow =
                new Following(other, config -> config("", Scope.parse("other"), config), true, commits -> commits)) {
            CommitId commit = narrow.commit(SHOP);

            assertThat(narrow.sources
                            .pushes()
                            .push(narrow.push("1", Optional.empty(), commit))
                            .join())
                    .isInstanceOfSatisfying(
                            PushResult.Taken.class,
                            taken -> assertThat(taken.outcome()).isInstanceOf(Outcome.Forbidden.class));
            assertThat(narrow.publisher.published).isEmpty();
        }
    }

    @Test
    void onlyTheConfiguredFolderCounts(@TempDir Path other) throws Exception {
        try (var narrow = new Following(
                other, config -> config("manifests/mail", Scope.EVERYTHING, config), true, commits -> commits)) {
            assertThat(narrow.deployed(narrow.push("1", Optional.empty(), narrow.commit(SHOP.broken("orders")))))
                    .containsExactly("mail 1.0.0");
        }
    }

    private static RepositoryConfig config(String folder, Scope scope, RepositoryConfig like) {
        return new RepositoryConfig(
                like.name(),
                like.provider(),
                like.url(),
                like.branches(),
                folder,
                scope,
                like.user(),
                like.credential(),
                like.hookSecrets(),
                like.knownHosts(),
                like.report());
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

    private void post(List<String> documents) {
        String text = String.join("---\n", documents);
        Delivery delivery = Delivery.of(
                Optional.empty(),
                text.getBytes(StandardCharsets.UTF_8),
                "00-" + "1".repeat(32) + "-" + "1".repeat(16) + "-01");
        assertThat(following
                        .intake
                        .submit(delivery, Scope.EVERYTHING, Posted.of(text))
                        .join())
                .isInstanceOf(Outcome.Accepted.class);
    }

    /** Something happens while a commit is fetched. */
    private record Interrupted(Commits commits, AtomicReference<Runnable> happening) implements Commits {
        @Override
        public Map<String, CommitId> heads(List<String> branches) throws RepositoryException, InterruptedException {
            return commits.heads(branches);
        }

        @Override
        public CommitId fetch(String branch, CommitId commit) throws RepositoryException, InterruptedException {
            CommitId newest = commits.fetch(branch, commit);
            happening.getAndSet(() -> {}).run();
            return newest;
        }

        @Override
        public boolean isAncestor(CommitId ancestor, CommitId descendant) throws RepositoryException {
            return commits.isAncestor(ancestor, descendant);
        }

        @Override
        public ManifestTree manifests(CommitId commit) throws RepositoryException {
            return commits.manifests(commit);
        }
    }
}
