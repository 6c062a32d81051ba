package dev.migrationgate.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.repository.RepositoryException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
    @TempDir
    private Path folder;

    private Origin origin;
    private TreeReader reader;

    @BeforeEach
    void start() throws IOException {
        origin = Origin.in(folder);
        reader = reader(TreeLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    @Test
    void yamlAndJsonFilesOfAllFoldersAreRead() throws Exception {
        ManifestTree tree = read(Map.of(
                "a.yaml", Documents.secret("a"),
                "deep/er/b.YML", Documents.secret("b"),
                "c.json", """
                        {"apiVersion": "lowops.manifests.v1", "kind": "Organization", "metadata": {"name": "acme"}, "spec": {}}
                        """,
                "README.md", Documents.secret("readme")));

        assertThat(names(tree)).containsExactly("a", "acme", "b");
        assertThat(tree.manifests()).extracting(Manifest::file).contains("deep/er/b.YML");
        assertThat(tree.files().keySet()).containsExactly("a.yaml", "c.json", "deep/er/b.YML");
    }

    @Test
    void onlyTheConfiguredFolderIsRead() throws Exception {
        CommitId commit = origin.commit(
                "main",
                Map.of(
                        "a.yaml", Documents.secret("a"),
                        "manifests/b.yaml", Documents.secret("b"),
                        "manifests-old/c.yaml", Documents.secret("c")));

        ManifestTree tree = reader.read(origin.repository(), commit, Optional.of("manifests"));

        assertThat(names(tree)).containsExactly("b");
    }

    @Test
    void filesThatAreSomethingElseArePassedOver() throws Exception {
        ManifestTree tree = read(Map.of(
                ".github/workflows/ci.yaml", "on: push\njobs: {build: {runs-on: ubuntu}}\n",
                "compose.yaml", "x: &a {b: 1}\nservices:\n  web:\n    <<: *a\n",
                "chart/template.yaml", "{{- if .Values.organization }}\nkind: Deployment\n{{- end }}\n",
                "k8s.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: b}\n",
                "argo.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: organization}\n",
                "list.json", "[1, \"organization\"]",
                "empty.yaml", ""));

        assertThat(tree.manifests()).isEmpty();
        assertThat(tree.findings()).isEmpty();
    }

    @Test
    void whatIsNearlyAManifestHasItsFinding() throws Exception {
        ManifestTree tree = read(Map.of(
                "a.yaml", Documents.secret("a").replace("manifests.v1", "manifest.v1"),
                "b.yaml",
                        Documents.secret("b")
                                .replace("apiVersion: lowops.manifests.v1", "apiversion: lowops.manifests.v1"),
                "c.yaml", Documents.secret("c").replace("apiVersion: lowops.manifests.v1\n", ""),
                "d.yaml", Documents.secret("d").replace("lowops", "lowop"),
                "e.yaml", Documents.secret("e") + "\t- : broken"));

        assertThat(errorsOf(tree, "a.yaml")).containsExactly(FindingCode.UNKNOWN_API_VERSION);
        assertThat(errorsOf(tree, "b.yaml")).containsExactly(FindingCode.MISSING_FIELD);
        assertThat(errorsOf(tree, "c.yaml")).containsExactly(FindingCode.MISSING_FIELD);
        assertThat(errorsOf(tree, "d.yaml")).containsExactly(FindingCode.UNKNOWN_API_VERSION);
        assertThat(errorsOf(tree, "e.yaml")).containsExactly(FindingCode.SYNTAX);
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWhereTheyAreOfAManifest() throws Exception {
        byte[] manifest = (Documents.secret("a") + "# caf\u00e9").getBytes(StandardCharsets.ISO_8859_1);
        byte[] other = "organization: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        ManifestTree tree = read(origin.force("main", "a.yaml", manifest));

        assertThat(tree.manifests()).isEmpty();
        assertThat(tree.findings())
                .extracting(Finding::toString)
                .containsExactly("a.yaml:5:6: MG001 this byte is not UTF-8 (save the file as UTF-8)");
        assertThat(read(origin.force("main", "b.yaml", other)).findings()).isEmpty();
    }

    @Test
    void oneFileMayHoldManifestsBesideOtherDocuments() throws Exception {
        ManifestTree tree = read(Map.of("a.yaml", Documents.secret("a") + "---\nkind: ConfigMap\n---\njust text\n"));

        assertThat(names(tree)).containsExactly("a");
        assertThat(tree.findings()).isEmpty();
    }

    @Test
    void linksAndSubmodulesAreNotFollowedAndExecutableFilesAreFiles() throws Exception {
        CommitId links = origin.commit("links", FileMode.SYMLINK, Map.of("a.yaml", "/etc/passwd"));
        CommitId modules = origin.commit("modules", FileMode.GITLINK, Map.of("b.yaml", "x"));
        CommitId programs =
                origin.commit("programs", FileMode.EXECUTABLE_FILE, Map.of("c.yaml", Documents.secret("c")));

        assertThat(read(links).files()).isEmpty();
        assertThat(read(modules).files()).isEmpty();
        assertThat(names(read(programs))).containsExactly("c");
    }

    @Test
    void hostileNamesAreShownOnOneLineAndCut() throws Exception {
        ManifestTree tree = read(Map.of(
                "a\nb\u001b[31m\u202e.yaml",
                Documents.secret("a"),
                "x".repeat(1_000) + ".yaml",
                Documents.secret("x")));

        assertThat(tree.manifests()).hasSize(2);
        assertThat(tree.files().keySet())
                .allSatisfy(path -> assertThat(path).hasSizeLessThan(250).matches("[\\x20-\\x7e…]+"));
    }

    @Test
    void limitsOfFilesAndBytesAndEntriesHold() throws Exception {
        CommitId commit = origin.commit(
                "main", Map.of("a.yaml", Documents.secret("a"), "b.yaml", Documents.secret("b"), "c/d/e/f.txt", "x"));

        assertThat(refusal(commit, new TreeLimits(100, 1, 1 << 20, 1 << 20, 1 << 20)))
                .isEqualTo(Kind.TOO_LARGE);
        assertThat(refusal(commit, new TreeLimits(100, 10, 1 << 20, 300, 1 << 20)))
                .isEqualTo(Kind.TOO_LARGE);
        assertThat(refusal(commit, new TreeLimits(4, 10, 1 << 20, 1 << 20, 1 << 20)))
                .isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void foldersMayNotBeWithinEachOtherWithoutEnd() throws Exception {
        CommitId commit = origin.commit("main", Map.of("d/".repeat(100) + "a.yaml", Documents.secret("a")));

        assertThat(refusal(commit, TreeLimits.DEFAULT)).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void aFileThatIsTooLargeIsAFindingOnlyIfItHoldsManifests() throws Exception {
        reader = reader(new TreeLimits(100, 100, 500, 1 << 20, 1 << 20));

        ManifestTree tree = read(Map.of(
                "a.yaml", Documents.secret("a") + "# " + "x".repeat(500), "data.json", "[" + "1, ".repeat(500) + "1]"));

        assertThat(tree.findings()).extracting(Finding::code).containsExactly(FindingCode.DOCUMENT_TOO_LARGE);
        assertThat(tree.findings()).extracting(Finding::file).containsExactly("a.yaml");
    }

    @Test
    void anUnchangedFileIsReadOnceAndAMovedOneHasItsNewName() throws Exception {
        Map<String, String> files = new LinkedHashMap<>(Map.of("a.yaml", Documents.secret("a")));
        ManifestTree first = read(files);
        files.put("b.yaml", Documents.secret("b"));
        ManifestTree second = read(files);
        ManifestTree third = read(Map.of("moved/a.yaml", Documents.secret("a")));

        assertThat(second.manifests().getFirst()).isSameAs(first.manifests().getFirst());
        assertThat(third.manifests().getFirst().file()).isEqualTo("moved/a.yaml");
    }

    @Test
    void whatIsKeptIsBounded() throws Exception {
        var parsed = new ParsedFiles(5_000);
        reader = new TreeReader(TreeLimits.DEFAULT, parsed);
        var files = new LinkedHashMap<String, String>();
        for (int i = 0; i < 100; i++) {
            files.put("file-" + i + ".yaml", Documents.secret("s" + i));
        }

        assertThat(read(files).manifests()).hasSize(100);
        assertThat(parsed.heldBytes()).isPositive().isLessThanOrEqualTo(5_000);
        assertThat(read(files).manifests()).hasSize(100);
    }

    private ManifestTree read(Map<String, String> files) throws Exception {
        return read(origin.force("main", files));
    }

    private ManifestTree read(CommitId commit) throws Exception {
        return reader.read(origin.repository(), commit, Optional.empty());
    }

    private Kind refusal(CommitId commit, TreeLimits limits) {
        return catchThrowableOfType(
                        RepositoryException.class,
                        () -> reader(limits).read(origin.repository(), commit, Optional.empty()))
                .kind();
    }

    private static TreeReader reader(TreeLimits limits) {
        return new TreeReader(limits, new ParsedFiles(limits.cachedBytes()));
    }

    private static List<String> names(ManifestTree tree) {
        return tree.manifests().stream()
                .map(manifest -> manifest.id().name())
                .sorted()
                .toList();
    }

    private static List<FindingCode> errorsOf(ManifestTree tree, String file) {
        return tree.findings().stream()
                .filter(finding -> finding.file().equals(file) && finding.isError())
                .map(Finding::code)
                .toList();
    }
}
