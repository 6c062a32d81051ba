package dev.migrationgate.ingest.build;

import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.plan.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was accepted before, and an image that was just made.
 *
 * @param known what was accepted before
 * @param image the image, whatever was told of its tag before
 */
record WithImage(Catalogue known, BuiltImage image) implements Catalogue {
    @Override
    public List<Manifest> named(Kind kind, String name) {
        return known.named(kind, name);
    }

    @Override
    public List<Manifest> within(Kind kind, Map<String, String> ancestors) {
        return known.within(kind, ancestors);
    }

    @Override
    public List<Manifest> all(Kind kind) {
        return known.all(kind);
    }

    @Override
    public Optional<Digest> digestOf(String reference) {
        return reference.equals(image.reference().toString()) ? Optional.of(image.digest()) : known.digestOf(reference);
    }
}
