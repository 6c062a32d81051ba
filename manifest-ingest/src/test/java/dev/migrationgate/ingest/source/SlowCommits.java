package dev.migrationgate.ingest.source;

import dev.migrationgate.repository.CommitId;
import dev.migrationgate.repository.ManifestTree;
import dev.migrationgate.repository.RepositoryException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Commits that are fetched only after a latch has opened.
 *
 * @param commits the commits
 * @param opened the latch
 */
public record SlowCommits(Commits commits, CountDownLatch opened) implements Commits {
    @Override
    public Map<String, CommitId> heads(List<String> branches) throws RepositoryException, InterruptedException {
        return commits.heads(branches);
    }

    @Override
    public CommitId fetch(String branch, CommitId commit) throws RepositoryException, InterruptedException {
        opened.await();
        return commits.fetch(branch, commit);
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
