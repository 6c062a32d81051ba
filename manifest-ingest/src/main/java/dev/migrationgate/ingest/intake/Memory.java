package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.plan.Catalogue;
import java.time.Instant;
import java.util.Optional;

/** What was accepted before. Safe for several threads. */
public interface Memory extends Catalogue {
    /** The delivery with this id, if it was accepted before. */
    Optional<SeenDelivery> delivery(String id);

    /** The delivery of a merge hook with this body, whatever its id, if there was one within the window. */
    Optional<SeenDelivery> deliveryOfBody(Digest body);

    /** The deployment with this id, if it was accepted before. */
    Optional<Deployment> deployment(String id);

    /** Up to where a branch was accepted, if anything of it was. */
    Optional<BranchHead> head(String repository, String ref);

    /** When that was accepted: a branch may come to the same commit again. */
    Optional<Instant> headSince(String repository, String ref);

    /** When the newest of all that is known was accepted; long ago, where nothing is. */
    Instant newest();

    /** What was last pushed under a reference with a tag, if anybody told. */
    Optional<SeenImage> image(String reference);

    /** When the newest known image of a repository, whatever its tag, was made; empty: nobody said. */
    Optional<Instant> newestImage(String repository);

    /** Says that a request is being published; {@link #ended} follows, whatever becomes of it. */
    void begun(Submission submission);

    /** Says that it is not being published any more. */
    void ended(Submission submission);

    /** Takes in what was published just now, so that the next request finds it. */
    void remember(Submission submission);

    /** Why it does not yet know everything; empty: it does. */
    Optional<String> problem();
}
