package dev.migrationgate.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.repository.RepositoryException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    private static final Credential NONE = new Credential.None();
    private static final Map<String, String> FILES = Map.of("a.yaml", Documents.secret("a"));

    @TempDir
    private Path folder;

    private Origin origin;
    private GitServer server;

    @BeforeEach
    void start() throws IOException {
        origin = Origin.in(folder);
        server = GitServer.serving(origin.repository());
    }

    @AfterEach
    void stop() {
        server.close();
        origin.close();
    }

    @Test
    void aCommitsManifestsAreThoseOfExactlyThatCommit() throws Exception {
        CommitId first = origin.commit("main", FILES);
        CommitId second = origin.commit("main", Map.of("b.yaml", Documents.secret("b")));
        Mirror mirror = mirror();

        CommitId head = mirror.fetch("main", first, NONE);

        assertThat(head).isEqualTo(second);
        assertThat(names(mirror, first)).containsExactly("a");
        assertThat(mirror.isAncestor(first, second)).isTrue();
        assertThat(mirror.isAncestor(second, first)).isFalse();
    }

    @Test
    void whatIsHereIsNotFetchedAgain() throws Exception {
        CommitId commit = origin.commit("main", FILES);
        Mirror mirror = mirror();
        mirror.fetch("main", commit, NONE);
        int before = server.requests().size();

        mirror.fetch("main", commit, NONE);

        List<String> after = server.requests().subList(before, server.requests().size());
        assertThat(after.size()).isLessThan(before);
    }

    @Test
    void theHeadsOfBranchesAreTold() throws Exception {
        CommitId main = origin.commit("main", FILES);
        CommitId release = origin.commit("release/1", FILES);

        Map<String, CommitId> heads = mirror().heads(List.of("main", "release/1", "missing"), NONE);

        assertThat(heads).isEqualTo(Map.of("main", main, "release/1", release));
    }

    @Test
    void aForcedPushReplacesTheBranchAndWhatItHeldIsStillKnown() throws Exception {
        CommitId old = origin.commit("main", FILES);
        Mirror mirror = mirror();
        mirror.fetch("main", old, NONE);
        CommitId forced = origin.force("main", Map.of("b.yaml", Documents.secret("b")));

        mirror.fetch("main", forced, NONE);

        assertThat(mirror.exists(old)).isTrue();
        assertThat(mirror.isAncestor(old, forced)).isFalse();
        assertThat(kindOf(() -> mirror.fetch("main", old, NONE))).isEqualTo(Kind.NO_SUCH_COMMIT);
    }

    @Test
    void aCommitThatIsOnAnotherBranchOnlyIsNoneOfThisOne() throws Exception {
        origin.commit("main", FILES);
        CommitId elsewhere = origin.commit("fork", Map.of("b.yaml", Documents.secret("b")));
        Mirror mirror = mirror();
        mirror.fetch("fork", elsewhere, NONE);

        assertThat(kindOf(() -> mirror.fetch("main", elsewhere, NONE))).isEqualTo(Kind.NO_SUCH_COMMIT);
    }

    @Test
    void anUnknownCommitAndAnUnknownBranchAreTold() throws Exception {
        CommitId commit = origin.commit("main", FILES);
        var unknown = new CommitId("1".repeat(40));
        Mirror mirror = mirror();

        assertThat(kindOf(() -> mirror.fetch("main", unknown, NONE))).isEqualTo(Kind.NO_SUCH_COMMIT);
        assertThat(kindOf(() -> mirror.fetch("gone", commit, NONE))).isEqualTo(Kind.NO_SUCH_COMMIT);
        assertThat(kindOf(() -> mirror.manifests(unknown, Optional.empty()))).isEqualTo(Kind.NO_SUCH_COMMIT);
        assertThat(mirror.exists(unknown)).isFalse();
    }

    @Test
    void branchesThatAreEachOthersFoldersFollowEachOther() throws Exception {
        CommitId flat = origin.commit("release", FILES);
        Mirror mirror = mirror();
        mirror.fetch("release", flat, NONE);
        origin.remove("release");
        CommitId nested = origin.commit("release/1", FILES);

        assertThat(mirror.fetch("release/1", nested, NONE)).isEqualTo(nested);
    }

    @Test
    void theCredentialIsSentAndAWrongOneIsRefusedWithoutShowingIt() throws Exception {
        CommitId commit = origin.commit("main", FILES);
        server.require("robot", "right-token");
        Mirror mirror = mirror();

        assertThat(mirror.fetch("main", commit, new Credential.Token("robot", "right-token")))
                .isEqualTo(commit);
        RepositoryException refused = catchThrowableOfType(
                RepositoryException.class,
                () -> mirror.fetch("main", commit, new Credential.Token("robot", "wrong-token")));
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused).hasNoCause().message().contains("401").doesNotContain("wrong-token", "robot");
        assertThat(new Credential.Token("robot", "right-token").toString()).doesNotContain("right-token");
    }

    @Test
    void aServerThatAnswersWithTheCredentialDoesNotGetItIntoAMessage() throws Exception {
        CommitId commit = origin.commit("main", FILES);
        server.behave(exchange -> {
            byte[] answer = "secret-token".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(503, answer.length);
            exchange.getResponseBody().write(answer);
            return true;
        });

        RepositoryException failed = catchThrowableOfType(
                RepositoryException.class,
                () -> mirror().fetch("main", commit, new Credential.Token("robot", "secret-token")));

        assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failed).hasNoCause().message().contains("503").doesNotContain("secret-token");
    }

    @Test
    void aServerThatLeadsToAnotherIsNotFollowed() throws Exception {
        CommitId commit = origin.commit("main", FILES);
        try (GitServer other = GitServer.serving(origin.repository())) {
            server.behave(exchange -> {
                String target = other.url().value().replace("localhost", "127.0.0.1");
                exchange.getResponseHeaders().set("Location", target + "/info/refs?service=git-upload-pack");
                exchange.sendResponseHeaders(302, -1);
                return true;
            });

            assertThat(kindOf(() -> mirror().fetch("main", commit, new Credential.Token("robot", "token"))))
                    .isEqualTo(Kind.REFUSED);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void whatTheUserHasSetForGitDoesNotReachTheServer() throws Exception {
        SystemReader.setInstance(null);
        StoredConfig user = SystemReader.getInstance().getUserConfig();
        var header = new CopyOnWriteArrayList<String>();
        server.behave(exchange -> {
            header.addAll(exchange.getRequestHeaders().getOrDefault("X-Of-The-User", List.of()));
            return false;
        });
        try {
            // In memory only; it is not saved.
            user.setString("http", null, "extraHeader", "X-Of-The-User: s3cr3t");
            CommitId commit = origin.commit("main", FILES);

            assertThat(mirror().fetch("main", commit, NONE)).isEqualTo(commit);
            assertThat(header).isEmpty();
        } finally {
            user.unset("http", null, "extraHeader");
        }
    }

    @Test
    void aServerThatIsAwayIsUnreachable() throws Exception {
        CommitId commit = origin.commit("main", FILES);
        server.close();

        assertThat(kindOf(() -> mirror().fetch("main", commit, NONE))).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void aServerThatSaysAByteNowAndThenIsLeftAfterTheLimit() throws Exception {
        CommitId commit = origin.commit("main", FILES);
        var left = new CountDownLatch(1);
        server.behave(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-advertisement");
            exchange.sendResponseHeaders(200, 0);
            drip(exchange.getResponseBody(), left);
            return true;
        });
        var limits = new MirrorLimits(Duration.ofSeconds(2), Duration.ofSeconds(600), Duration.ofSeconds(5), 1 << 20);

        assertThat(kindOf(() -> mirror(limits).fetch("main", commit, NONE))).isEqualTo(Kind.UNREACHABLE);
        assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRepositoryThatBringsMoreThanTheLimitIsRefused() throws Exception {
        CommitId commit = origin.commit("main", Map.of("noise.bin", Documents.noise(300_000)));
        var limits = new MirrorLimits(Duration.ofMinutes(1), Duration.ofSeconds(20), Duration.ofSeconds(5), 100_000);

        assertThat(kindOf(() -> mirror(limits).fetch("main", commit, NONE))).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void aBrokenMirrorIsMadeAnew() throws Exception {
        CommitId commit = origin.commit("main", FILES);
        Mirror mirror = mirror();
        mirror.fetch("main", commit, NONE);
        for (Path pack : files(".pack", ".idx")) {
            Files.write(pack, new byte[] {1, 2, 3});
        }

        assertThat(mirror.fetch("main", commit, NONE)).isEqualTo(commit);
        assertThat(names(mirror, commit)).containsExactly("a");
    }

    @Test
    void aMirrorWhoseObjectsAreGoneIsMadeAnewOnceThatIsSeen() throws Exception {
        CommitId first = origin.commit("main", FILES);
        Mirror mirror = mirror();
        mirror.fetch("main", first, NONE);
        List<Path> firstPack = files(".pack", ".idx");
        CommitId second = origin.commit("main", Map.of("a.yaml", FILES.get("a.yaml"), "b.yaml", "x: 1"));
        mirror.fetch("main", second, NONE);
        for (Path file : firstPack) {
            Files.delete(file);
        }

        // Its newest commit is whole, so that a fetch alone would not notice that an older one's file is gone.
        assertThat(kindOf(() -> mirror.manifests(second, Optional.empty()))).isEqualTo(Kind.UNREACHABLE);
        mirror.fetch("main", second, NONE);
        assertThat(names(mirror, second)).containsExactly("a");
    }

    @Test
    void whatADeadProcessLeftIsNoObstacle() throws Exception {
        CommitId first = origin.commit("main", FILES);
        Mirror mirror = mirror();
        mirror.fetch("main", first, NONE);
        Path git = folder.resolve("mirror/mirror.git");
        Path ref = git.resolve("refs/heads/" + UUID.nameUUIDFromBytes("main".getBytes(StandardCharsets.UTF_8)));
        assertThat(ref).exists();
        Files.createFile(ref.resolveSibling(ref.getFileName() + ".lock"));
        Files.createFile(git.resolve("packed-refs.lock"));
        Files.write(git.resolve("objects/incoming_1.pack"), new byte[100]);
        CommitId second = origin.commit("main", Map.of("b.yaml", Documents.secret("b")));

        assertThat(mirror.fetch("main", second, NONE)).isEqualTo(second);
        assertThat(git.resolve("objects/incoming_1.pack")).doesNotExist();
    }

    @Test
    void aMirrorThatWasHalfMadeIsMadeAnew() throws Exception {
        CommitId commit = origin.commit("main", FILES);
        Files.createDirectories(folder.resolve("mirror/mirror.git/objects"));
        Files.writeString(folder.resolve("mirror/mirror.git/HEAD"), "ref: ref");

        assertThat(mirror().fetch("main", commit, NONE)).isEqualTo(commit);
    }

    @Test
    void severalFetchAtOnceOneAfterTheOther() throws Exception {
        List<CommitId> commits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            commits.add(origin.commit("branch-" + i, Map.of("a.yaml", Documents.secret("a" + i))));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // Mirrors of their own in one folder: what several processes are to each other.
            List<Future<List<String>>> all = threads.invokeAll(Stream.iterate(0, i -> i < 4, i -> i + 1)
                    .map(i -> (Callable<List<String>>) () -> {
                        Mirror mirror = mirror();
                        mirror.fetch("branch-" + i, commits.get(i), NONE);
                        return names(mirror, commits.get(i));
                    })
                    .toList());

            for (int i = 0; i < 4; i++) {
                assertThat(all.get(i).get(60, TimeUnit.SECONDS)).containsExactly("a" + i);
            }
        }
    }

    @Test
    void manyFetchesArePackedTogether() throws Exception {
        Mirror mirror = mirror();
        CommitId commit = origin.commit("main", FILES);
        for (int i = 0; i < 55; i++) {
            commit = origin.commit("main", Map.of("a.yaml", Documents.secret("a" + i)));
            mirror.fetch("main", commit, NONE);
        }

        assertThat(files(".pack")).hasSizeLessThan(20);
        assertThat(names(mirror, commit)).containsExactly("a54");
    }

    @Test
    void aBranchThatIsNoNameIsRefused() {
        assertThatThrownBy(() -> mirror().heads(List.of("main:refs/heads/*"), NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mirror().heads(List.of("../x\n"), NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    private Mirror mirror() {
        return mirror(MirrorLimits.DEFAULT);
    }

    private Mirror mirror(MirrorLimits limits) {
        return new Mirror(folder.resolve("mirror"), server.url(), limits, TreeLimits.DEFAULT);
    }

    private List<Path> files(String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("mirror/mirror.git"))) {
            return files.filter(file ->
                            Stream.of(endings).anyMatch(end -> file.toString().endsWith(end)))
                    .toList();
        }
    }

    private static List<String> names(Mirror mirror, CommitId commit) throws RepositoryException {
        ManifestTree tree = mirror.manifests(commit, Optional.empty());
        assertThat(tree.findings()).isEmpty();
        return tree.manifests().stream().map(Manifest::id).map(id -> id.name()).toList();
    }

    private static Kind kindOf(ThrowingCallable call) {
        return catchThrowableOfType(RepositoryException.class, call).kind();
    }

    /** Until the other side is gone. */
    private static void drip(OutputStream answer, CountDownLatch left) {
        try {
            answer.write("001e# service=git-upload-pack\n0000fff0".getBytes(StandardCharsets.US_ASCII));
            while (!left.await(50, TimeUnit.MILLISECONDS)) {
                answer.write('0');
                answer.flush();
            }
        } catch (IOException _) {
            left.countDown();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
