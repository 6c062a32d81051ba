package dev.migrationgate.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A folder in the work tree of a Git repository, as a user has it before them. It is only read; nothing is fetched.
 *
 * <p>For one thread.
 */
public final class WorkTree implements AutoCloseable {
    /** The walk's trees: the files as they lie there, and the index, which says what Git keeps. */
    private static final int DISK = 0;

    private static final int INDEX = 1;

    private final Repository repository;
    private final Optional<String> below;
    private final TreeReader reader;

    private WorkTree(Repository repository, Optional<String> below, TreeLimits limits) {
        this.repository = repository;
        this.below = below;
        this.reader = new TreeReader(limits, new ParsedFiles(limits.cachedBytes()));
    }

    /**
     * Opens the repository that a folder is in.
     *
     * @return empty: it is in none, or in one without a work tree
     * @throws IOException if there is no such folder, or the repository cannot be read
     */
    public static Optional<WorkTree> containing(Path folder, TreeLimits limits) throws IOException {
        Path real = folder.toRealPath();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(real.toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        Repository repository = builder.build();
        if (repository.isBare()) {
            repository.close();
            return Optional.empty();
        }
        String path =
                repository.getWorkTree().toPath().toRealPath().relativize(real).toString();
        return Optional.of(
                new WorkTree(repository, Optional.of(path.replace('\\', '/')).filter(name -> !name.isEmpty()), limits));
    }

    /**
     * The commit that a revision names, such as {@code main}, {@code HEAD~1} or {@code origin/main}.
     *
     * @return empty: there is none, or there are several
     * @throws IOException if the repository cannot be read
     */
    public Optional<CommitId> resolve(String revision) throws IOException {
        try {
            return Optional.<ObjectId>ofNullable(repository.resolve(revision + "^{commit}"))
                    .map(CommitId::of);
        } catch (RevisionSyntaxException
                | AmbiguousObjectException
                | IncorrectObjectTypeException
                | MissingObjectException _) {
            return Optional.empty();
        }
    }

    /**
     * The manifests of the folder at a commit.
     *
     * @throws RepositoryException if it is larger than the limits
     * @throws IOException if the repository cannot be read
     */
    public ManifestTree manifestsAt(CommitId commit) throws IOException, RepositoryException {
        return reader.read(repository, commit, below);
    }

    /**
     * The manifests of the folder as its files are now, without those that {@code .gitignore} names and Git does not
     * keep.
     *
     * @throws RepositoryException if it is larger than the limits
     * @throws IOException if a file cannot be read
     */
    public ManifestTree manifests() throws IOException, RepositoryException {
        try (var trees = new TreeWalk(repository)) {
            var disk = new FileTreeIterator(repository);
            // Git may keep files in a folder that it would ignore; which of them, the index tells.
            disk.setWalkIgnoredDirectories(true);
            trees.addTree(disk);
            trees.addTree(new DirCacheIterator(repository.readDirCache()));
            return reader.read(trees, below, new DiskFiles());
        }
    }

    @Override
    public void close() {
        repository.close();
    }

    /** Files on the disk. */
    private static final class DiskFiles implements TreeReader.Source {
        @Override
        public ObjectLoader open(TreeWalk at) throws IOException {
            return new ObjectLoader.SmallObject(
                    Constants.OBJ_BLOB,
                    Files.readAllBytes(file(at).getEntryFile().toPath()));
        }

        /** Git takes pipes and devices for files; reading one might never end. */
        @Override
        public boolean ignores(TreeWalk at) throws IOException {
            if (!isIn(DISK, at)) {
                return true;
            }
            FileTreeIterator entry = file(at);
            Path path = entry.getEntryFile().toPath();
            // Asked of each folder, or those in it would not know.
            boolean ignored = entry.isEntryIgnored();
            return (ignored && !isIn(INDEX, at))
                    || (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                            && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
        }

        private static boolean isIn(int tree, TreeWalk at) {
            return at.getRawMode(tree) != 0;
        }

        private static FileTreeIterator file(TreeWalk at) {
            return at.getTree(DISK, FileTreeIterator.class);
        }
    }
}
