package dev.migrationgate.ingest.redeploy;

import dev.migrationgate.manifests.plan.Catalogue;
import java.util.Optional;

/**
 * Puts recorded images into a plan of another environment: out of the repositories that the manifests there come to, so that nothing is
 * deployed from a registry that they do not name.
 *
 * @param known digests that builds told of
 */
record RecordedImages(Catalogue known) {
    /**
     * The recorded image, in the repository there.
     *
     * @param own what the manifests there come to
     * @param recorded what was deployed: with a digest, else with a tag
     * @return empty: the manifests there mean another image
     */
    Optional<String> of(String own, String recorded) {
        if (!name(own).equals(name(recorded))) {
            return Optional.empty();
        }
        String repository = repository(own);
        int digest = recorded.indexOf('@');
        if (digest >= 0) {
            return Optional.of(repository + recorded.substring(digest));
        }
        // Whatever the tag stands for there; there may be no tag either, in a record of what nobody would accept today.
        String tagged = repository + recorded.substring(repository(recorded).length());
        return Optional.of(
                known.digestOf(tagged).map(found -> repository + "@" + found).orElse(tagged));
    }

    /** All before the tag or the digest; a colon before the last slash is a port's. */
    private static String repository(String image) {
        String tagged = image.indexOf('@') < 0 ? image : image.substring(0, image.indexOf('@'));
        int tag = tagged.lastIndexOf(':');
        return tag > tagged.lastIndexOf('/') ? tagged.substring(0, tag) : tagged;
    }

    private static String name(String image) {
        String repository = repository(image);
        return repository.substring(repository.lastIndexOf('/') + 1);
    }
}
