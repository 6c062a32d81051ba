package dev.migrationgate.repository;

import dev.migrationgate.repository.RepositoryException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A bare copy of a repository elsewhere, in a folder of its own, which it makes and repairs by itself: a copy that is half made
 * or broken is thrown away and fetched anew.
 *
 * <p>A commit is fetched with its branch, never by its id alone: servers such as GitHub also hand out commits of forks by id,
 * which are on nobody's branch. The branch brings the same objects.
 *
 * <p>May be used by several threads, and by several processes with the same folder: one fetches at a time. Reading waits for
 * nobody. A credential is given with each call; it is in no URL, file, log or message. What the user and the machine have set for Git is
 * not heeded; as JGit has that once in a process, it does not hold for anything else in the process either.
 */
public final class Mirror {
    private final MirrorFolder folder;
    private final Fetch fetch;
    private final TreeReader reader;

    /**
     * Makes a mirror; nothing is done yet.
     *
     * @param folder where it keeps the copy; made if it is not there
     * @param url where the repository is
     * @param limits how much it may ask of us
     * @param trees how large the trees may be that are read
     */
    public Mirror(Path folder, RemoteUrl url, MirrorLimits limits, TreeLimits trees) {
        UserSettings.ignore();
        this.folder = new MirrorFolder(folder);
        this.fetch = new Fetch(this.folder, url, limits);
        this.reader = new TreeReader(trees, new ParsedFiles(trees.cachedBytes()));
    }

    /**
     * Asks the server for the newest commits of branches.
     *
     * @param branches names of branches, such as {@code main}
     * @return branch to commit, for those that exist
     * @throws RepositoryException if the server cannot be asked, or refuses
     */
    public Map<String, CommitId> heads(Collection<String> branches, Credential credential)
            throws RepositoryException, InterruptedException {
        return fetch.heads(List.copyOf(branches), credential);
    }

    /**
     * Fetches a commit; returns once all of it is here. May be called for one that is here already: whether it is on the
     * branch is asked again.
     *
     * @param branch the branch that it has to be on
     * @return the newest commit of the branch
     * @throws RepositoryException if the server cannot be asked, refuses, or has no such commit on the branch (any more)
     */
    public CommitId fetch(String branch, CommitId commit, Credential credential)
            throws RepositoryException, InterruptedException {
        CommitId head = fetch.branch(branch, credential);
        if (!head.equals(commit) && !isAncestor(commit, head)) {
            String message = "commit %s is not on branch '%s' (any more); its newest is %s"
                    .formatted(commit, Shown.name(branch), head);
            throw new RepositoryException(Kind.NO_SUCH_COMMIT, message);
        }
        return head;
    }

    /** Whether a commit is here. */
    public boolean exists(CommitId commit) throws RepositoryException {
        return folder.isThere()
                && read(repository -> {
                    try (var walk = new RevWalk(repository)) {
                        walk.parseCommit(commit.objectId());
                        return true;
                    } catch (MissingObjectException | IncorrectObjectTypeException _) {
                        return false;
                    }
                });
    }

    /** Whether a commit is an ancestor of another, or the same one; false where one of them is not here. */
    public boolean isAncestor(CommitId ancestor, CommitId descendant) throws RepositoryException {
        if (!exists(ancestor) || !exists(descendant)) {
            return false;
        }
        return read(repository -> {
            try (var walk = new RevWalk(repository)) {
                return walk.isMergedInto(
                        walk.parseCommit(ancestor.objectId()), walk.parseCommit(descendant.objectId()));
            }
        });
    }

    /**
     * Reads the manifests of a commit that is here.
     *
     * @param below only what is in this folder, such as {@code manifests}; empty: all
     * @throws RepositoryException if it is not here, or larger than the limits
     */
    public ManifestTree manifests(CommitId commit, Optional<String> below) throws RepositoryException {
        if (!exists(commit)) {
            throw new RepositoryException(Kind.NO_SUCH_COMMIT, "commit " + commit + " was not fetched");
        }
        return read(repository -> reader.read(repository, commit, below));
    }

    private <T> T read(Reading<T> reading) throws RepositoryException {
        try (Repository repository = folder.open()) {
            return reading.of(repository);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private RepositoryException broken(IOException cause) {
        try {
            folder.distrust();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        String message = "the mirror is broken, and is made anew at the next fetch: "
                + cause.getClass().getSimpleName();
        return new RepositoryException(Kind.UNREACHABLE, message);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(Repository repository) throws IOException, RepositoryException;
    }
}
