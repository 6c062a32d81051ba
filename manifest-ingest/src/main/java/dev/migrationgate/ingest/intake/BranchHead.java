package dev.migrationgate.ingest.intake;

/**
 * Up to which commit the manifests of a branch were accepted.
 *
 * @param repository the repository, as the configuration names it
 * @param ref git ref, such as {@code refs/heads/main}
 * @param commit full commit id
 */
public record BranchHead(String repository, String ref, String commit) {}
