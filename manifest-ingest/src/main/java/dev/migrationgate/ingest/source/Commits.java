package dev.migrationgate.ingest.source;

import dev.migrationgate.repository.CommitId;
import dev.migrationgate.repository.ManifestTree;
import dev.migrationgate.repository.RepositoryException;
import java.util.List;
import java.util.Map;

/** The commits of one repository. Safe for several threads. */
public interface Commits {
    /**
     * Asks for the newest commits.
     *
     * @param branches names of branches
     * @return branch to commit, for those that exist
     */
    Map<String, CommitId> heads(List<String> branches) throws RepositoryException, InterruptedException;

    /**
     * Fetches a commit of a branch.
     *
     * @return the newest commit of the branch
     * @throws RepositoryException also if the commit is not on the branch
     */
    CommitId fetch(String branch, CommitId commit) throws RepositoryException, InterruptedException;

    /** Whether a commit is an ancestor of another, or the same; false where one of them was not fetched. */
    boolean isAncestor(CommitId ancestor, CommitId descendant) throws RepositoryException;

    /** Reads the manifests of a commit that was fetched. */
    ManifestTree manifests(CommitId commit) throws RepositoryException;
}
