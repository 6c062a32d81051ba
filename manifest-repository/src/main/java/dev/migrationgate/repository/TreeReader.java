package dev.migrationgate.repository;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.model.Utf8;
import dev.migrationgate.repository.ParsedFiles.Parsed;
import dev.migrationgate.repository.RepositoryException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** Reads the manifests of trees. For several threads. */
final class TreeReader {
    private static final List<String> SUFFIXES = List.of(".yaml", ".yml", ".json");
    private static final int MAX_DEPTH = 64;

    /** How much of a file that is too large is looked at, for whether it holds manifests. */
    private static final int GLANCE = 64 * 1024;

    private final TreeLimits limits;
    private final ParsedFiles parsed;
    private final ManifestReader reader = new ManifestReader();

    TreeReader(TreeLimits limits, ParsedFiles parsed) {
        this.limits = limits;
        this.parsed = parsed;
    }

    /** Reads the tree of a commit. */
    ManifestTree read(Repository repository, CommitId commit, Optional<String> below)
            throws IOException, RepositoryException {
        try (var walk = new RevWalk(repository);
                var trees = new TreeWalk(walk.getObjectReader())) {
            trees.addTree(walk.parseTree(commit.objectId()));
            return read(trees, below, at -> trees.getObjectReader().open(at.getObjectId(0)));
        }
    }

    /**
     * Reads a tree.
     *
     * @param trees walks it, not yet into its folders
     * @param source where the content of its files is
     */
    ManifestTree read(TreeWalk trees, Optional<String> below, Source source) throws IOException, RepositoryException {
        below.ifPresent(folder -> trees.setFilter(PathFilter.create(folder)));
        var collected = new Collected();
        int entries = 0;
        while (trees.next()) {
            requireAtMost(++entries, limits.entries(), "entries");
            if (source.ignores(trees)) {
                continue;
            }
            if (trees.isSubtree()) {
                requireAtMost(trees.getDepth() + 1, MAX_DEPTH, "folders within each other");
                trees.enterSubtree();
            } else if (mayHoldManifests(trees)) {
                collect(trees, source, collected);
            }
        }
        return collected.tree();
    }

    private void collect(TreeWalk trees, Source source, Collected collected) throws IOException, RepositoryException {
        String path = Shown.name(trees.getPathString());
        String identity = trees.getObjectId(0).name();
        collected.files.put(path, identity);
        requireAtMost(collected.files.size(), limits.files(), "YAML and JSON files");
        Optional<Parsed> known = parsed.get(path, identity);
        Parsed file = known.isPresent() ? known.get() : parse(path, source.open(trees));
        if (known.isEmpty()) {
            parsed.put(path, identity, file);
        }
        collected.add(file, limits.fileBytes());
        requireAtMost(collected.bytes, limits.bytes(), "bytes in YAML and JSON files");
    }

    private Parsed parse(String path, ObjectLoader loader) throws IOException {
        return new Parsed(read(path, loader), loader.getSize());
    }

    private Reading read(String path, ObjectLoader loader) throws IOException {
        if (loader.getSize() > limits.fileBytes()) {
            return tooLarge(path, loader);
        }
        return Utf8.read(path, loader.getBytes(limits.fileBytes()), reader::readAmongOthers);
    }

    private Reading tooLarge(String path, ObjectLoader loader) throws IOException {
        byte[] start;
        try (var stream = loader.openStream()) {
            start = stream.readNBytes(GLANCE);
        }
        var findings = new Findings();
        if (ManifestReader.mayHoldManifests(new String(start, StandardCharsets.UTF_8))) {
            String message =
                    "the file has %,d bytes; at most %,d are allowed".formatted(loader.getSize(), limits.fileBytes());
            findings.add(path, Position.START, "", FindingCode.DOCUMENT_TOO_LARGE, message);
        }
        return new Reading(List.of(), findings.sorted());
    }

    /** Links and submodules lead elsewhere; whether a file can be executed does not matter. */
    private static boolean mayHoldManifests(TreeWalk trees) {
        FileMode mode = trees.getFileMode(0);
        String name = trees.getNameString().toLowerCase(Locale.ROOT);
        return (FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode))
                && SUFFIXES.stream().anyMatch(name::endsWith);
    }

    private static void requireAtMost(long count, long limit, String what) throws RepositoryException {
        if (count > limit) {
            String message =
                    "the tree has more than %,d %s: configure a folder that holds the manifests".formatted(limit, what);
            throw new RepositoryException(Kind.TOO_LARGE, message);
        }
    }

    /** Where the content of files is. */
    @FunctionalInterface
    interface Source {
        ObjectLoader open(TreeWalk at) throws IOException;

        /** Whether the entry that the walk stands at is passed over. */
        default boolean ignores(TreeWalk at) throws IOException {
            return false;
        }
    }

    private static final class Collected {
        final LinkedHashMap<String, String> files = new LinkedHashMap<>();
        final List<Manifest> manifests = new ArrayList<>();
        final List<Finding> findings = new ArrayList<>();
        long bytes;

        void add(Parsed file, int fileLimit) {
            manifests.addAll(file.reading().manifests());
            findings.addAll(file.reading().findings());
            bytes += Math.min(file.fileBytes(), fileLimit);
        }

        ManifestTree tree() {
            return new ManifestTree(files, manifests, findings);
        }
    }
}
