package dev.migrationgate.ingest.source;

import dev.migrationgate.repository.CommitId;
import dev.migrationgate.repository.ManifestTree;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A repository without branches, whose server answers only after a latch has opened.
 *
 * @param asked is counted down by each question
 * @param opened the latch
 */
record HeldCommits(CountDownLatch asked, CountDownLatch opened) implements Commits {
    @Override
    public Map<String, CommitId> heads(List<String> branches) throws InterruptedException {
        asked.countDown();
        opened.await();
        return Map.of();
    }

    @Override
    public CommitId fetch(String branch, CommitId commit) throws InterruptedException {
        asked.countDown();
        opened.await();
        return commit;
    }

    @Override
    public boolean isAncestor(CommitId ancestor, CommitId descendant) {
        return false;
    }

    @Override
    public ManifestTree manifests(CommitId commit) {
        asked.countDown();
        try {
            opened.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return new ManifestTree(Map.of(), List.of(), List.of());
    }
}
