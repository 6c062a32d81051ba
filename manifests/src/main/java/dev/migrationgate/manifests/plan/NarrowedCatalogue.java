package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A catalogue without some of its manifests.
 *
 * @param whole the catalogue
 * @param removed identities that are not seen in it
 */
record NarrowedCatalogue(Catalogue whole, Set<ManifestId> removed) implements Catalogue {
    @Override
    public Optional<Manifest> at(ManifestId id) {
        return removed.contains(id) ? Optional.empty() : whole.at(id);
    }

    @Override
    public List<Manifest> named(Kind kind, String name) {
        return left(whole.named(kind, name));
    }

    @Override
    public List<Manifest> within(Kind kind, Map<String, String> ancestors) {
        return left(whole.within(kind, ancestors));
    }

    @Override
    public List<Manifest> all(Kind kind) {
        return left(whole.all(kind));
    }

    @Override
    public Optional<Digest> digestOf(String image) {
        return whole.digestOf(image);
    }

    private List<Manifest> left(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> !removed.contains(manifest.id()))
                .toList();
    }
}
