package dev.migrationgate.ingest.report;

import dev.migrationgate.ingest.source.RepositoryConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told what.
 *
 * @param repositories repositories, some of which name where commit statuses go
 * @param webhooks who else is told
 * @param ledger base address that links lead to; absent: there are no links
 * @param maxAge how old an event may be that is still told
 */
public record ReportSettings(
        List<RepositoryConfig> repositories, List<WebhookConfig> webhooks, Optional<URI> ledger, Duration maxAge) {
    /** Copies the lists. */
    public ReportSettings {
        repositories = List.copyOf(repositories);
        webhooks = List.copyOf(webhooks);
    }

    /** How old a request may be whose outcome is told: one may wait for days, and its outcome be told days late. */
    Duration requestAge() {
        return maxAge.multipliedBy(2);
    }

    Optional<String> link(String deploymentId) {
        return ledger.map(base -> CommitStatus.base(base) + "/v1/deployments/" + deploymentId);
    }
}
