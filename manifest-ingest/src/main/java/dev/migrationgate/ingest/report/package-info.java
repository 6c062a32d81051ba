/** Tells others what became of deployments: commit statuses on GitHub and GitLab, and signed webhooks. */
@NullMarked
package dev.migrationgate.ingest.report;

import org.jspecify.annotations.NullMarked;
