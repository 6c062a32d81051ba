package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.plan.Catalogue;
import java.util.Optional;

/** What was accepted before. Safe for several threads. */
public interface Memory extends Catalogue {
    /** The delivery with this id, if it was accepted before. */
    Optional<SeenDelivery> delivery(String id);

    /** The deployment with this id, if it was accepted before. */
    Optional<Deployment> deployment(String id);

    /** Up to where a branch was accepted, if anything of it was. */
    Optional<BranchHead> head(String repository, String ref);

    /** Takes in what was published just now, so that the next request finds it. */
    void remember(Submission submission);

    /** Why it does not yet know everything; empty: it does. */
    Optional<String> problem();
}
