package dev.migrationgate.ingest.redeploy;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import java.util.List;

/** What a recorded deployment comes to in another environment. */
public sealed interface Counterpart {
    /** That environment's own manifests, with the recorded version and images. */
    record Found(DeploymentPlan plan) implements Counterpart {}

    /**
     * The application is not there.
     *
     * @param application as it would be called there
     */
    record Absent(ApplicationId application) implements Counterpart {}

    /**
     * The manifests there do not deploy what was recorded.
     *
     * @param application as it is called there
     * @param reason what differs, in a sentence's part
     */
    record Differing(ApplicationId application, String reason) implements Counterpart {}

    /**
     * The manifests there are wrong with the recorded version.
     *
     * @param findings everything that is wrong
     */
    record Wrong(List<Finding> findings) implements Counterpart {
        /** Copies the list. */
        public Wrong {
            findings = List.copyOf(findings);
        }
    }
}
