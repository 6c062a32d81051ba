package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The manifests that were accepted before, in which references of posted ones are looked up. */
public interface Catalogue {
    /** All manifests of that kind and name, whatever their path; one for each identity. */
    List<Manifest> named(Kind kind, String name);

    /**
     * All manifests of a kind in one place; one for each identity. Costs time for each of them, and for no other.
     *
     * @param ancestors the whole metadata path without the name, such as organization, unit, environment and project
     */
    List<Manifest> within(Kind kind, Map<String, String> ancestors);

    /** A catalogue without any manifest. */
    static Catalogue empty() {
        return of(List.of());
    }

    /** A catalogue of these manifests, which does not change. */
    static Catalogue of(Collection<Manifest> manifests) {
        return new FixedCatalogue(manifests);
    }

    /** This catalogue, with manifests added that take the place of ones with the same identity. */
    default Catalogue with(Collection<Manifest> manifests) {
        return new LayeredCatalogue(of(manifests), this);
    }
}
