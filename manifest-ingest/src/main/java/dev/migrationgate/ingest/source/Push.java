package dev.migrationgate.ingest.source;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.repository.CommitId;
import java.util.Optional;

/**
 * Somebody says that a branch came to a commit.
 *
 * @param repository which repository
 * @param branch one of its configured branches
 * @param before where its host says that the branch was; told, and not relied on
 * @param after where it is now
 * @param delivery who says so
 */
public record Push(
        RepositoryConfig repository, String branch, Optional<CommitId> before, CommitId after, Delivery delivery) {
    /** The branch as a git ref. */
    public String ref() {
        return ref(branch);
    }

    /** A branch as a git ref. */
    public static String ref(String branch) {
        return "refs/heads/" + branch;
    }
}
