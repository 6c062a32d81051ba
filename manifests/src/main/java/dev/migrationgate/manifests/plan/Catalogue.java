package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The manifests that were accepted before, in which references of posted ones are looked up. */
public interface Catalogue {
    /** All manifests of that kind and name, whatever their path; one for each identity. */
    List<Manifest> named(Kind kind, String name);

    /** The manifest with this identity. */
    default Optional<Manifest> at(ManifestId id) {
        return Kind.of(id.kind())
                .flatMap(kind -> named(kind, id.name()).stream()
                        .filter(manifest -> manifest.id().equals(id))
                        .findFirst());
    }

    /**
     * All manifests of a kind in one place; one for each identity. Costs time for each of them, and for no other.
     *
     * @param ancestors the whole metadata path without the name, such as organization, unit, environment and project
     */
    List<Manifest> within(Kind kind, Map<String, String> ancestors);

    /** All manifests of a kind, one for each identity. Costs time for each of them. */
    List<Manifest> all(Kind kind);

    /**
     * The digest of what was last pushed under an image reference, if anybody told.
     *
     * @param image a reference with a tag, as {@link PlanSettings#image()} gives it
     */
    Optional<Digest> digestOf(String image);

    /** A catalogue without any manifest. */
    static Catalogue empty() {
        return of(List.of());
    }

    /** A catalogue of these manifests, which does not change. */
    static Catalogue of(Collection<Manifest> manifests) {
        return new FixedCatalogue(manifests);
    }

    /** This catalogue without some of its manifests, whether it has them or not. */
    default Catalogue without(Collection<ManifestId> removed) {
        return removed.isEmpty() ? this : new NarrowedCatalogue(this, Set.copyOf(removed));
    }

    /** This catalogue, with manifests added that take the place of ones with the same identity. */
    default Catalogue with(Collection<Manifest> manifests) {
        return new LayeredCatalogue(of(manifests), this);
    }

    /** This catalogue, seen over another: its manifests take the place of older ones with the same identity. */
    default Catalogue over(Catalogue older) {
        return new LayeredCatalogue(this, older);
    }
}
