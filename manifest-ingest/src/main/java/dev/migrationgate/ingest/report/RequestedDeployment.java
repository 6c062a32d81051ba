package dev.migrationgate.ingest.report;

import dev.migrationgate.manifests.ApplicationId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was asked for, as far as reports need it.
 *
 * @param id the deployment
 * @param application the application and its environment
 * @param version version as the manifest writes it, at most {@link #MAX_TEXT} characters
 * @param repository repository that it came from, as hooks call it; absent: from none
 * @param ref git ref that was merged into
 * @param commit full commit id
 */
record RequestedDeployment(
        String id,
        ApplicationId application,
        String version,
        Optional<String> repository,
        Optional<String> ref,
        Optional<String> commit) {
    private static final int MAX_TEXT = 200;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    /** Shortens what is too long, and leaves out a commit id that is none: it becomes a part of addresses. */
    RequestedDeployment {
        version = OneLine.of(version, MAX_TEXT);
        repository = repository.map(text -> OneLine.of(text, MAX_TEXT));
        ref = ref.map(text -> OneLine.of(text, MAX_TEXT));
        commit = commit.filter(text -> COMMIT.matcher(text).matches());
    }
}
