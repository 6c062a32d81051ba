package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.Nearest;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that manifests have, for references that lead nowhere. They are gathered when one is first asked for, once for
 * each request. For one request, and one thread.
 */
final class KnownNames {
    /**
     * Comparisons for one request, some tenths of a second: with more manifests or more mistakes than that, the later
     * mistakes are reported without a guess at what was meant.
     */
    private static final int MOST_COMPARISONS = 200_000;

    private record Place(Kind kind, Map<String, String> ancestors) {}

    private final Catalogue all;
    private final Map<Kind, Map<String, Set<String>>> organizations = new HashMap<>();
    private final Map<Place, Set<String>> places = new HashMap<>();
    private int comparisons = MOST_COMPARISONS;

    KnownNames(Catalogue all) {
        this.all = all;
    }

    /** Those of a kind in the organization of {@code beside}. */
    Set<String> inOrganization(Kind kind, Manifest beside) {
        return beside.id()
                .ancestor("organization")
                .map(name -> organizations
                        .computeIfAbsent(kind, this::byOrganization)
                        .getOrDefault(name, Set.of()))
                .orElse(Set.of());
    }

    /** Those of a kind in the project and environment of {@code beside}. */
    Set<String> inProject(Kind kind, Manifest beside) {
        return places.computeIfAbsent(
                new Place(kind, beside.id().ancestors()), place -> names(all.within(place.kind(), place.ancestors())));
    }

    /** The name that was probably meant; never {@code name} itself. */
    Optional<String> near(String name, Set<String> names) {
        if (names.size() > comparisons) {
            return Optional.empty();
        }
        comparisons -= names.size();
        return Nearest.to(name, names).filter(found -> !found.equals(name));
    }

    /** The same as a sentence, or what else to do. */
    String cure(String name, Set<String> names, String otherwise) {
        return near(name, names).map(KnownNames::guess).orElse(otherwise);
    }

    static String guess(String name) {
        return "did you mean '" + name + "'?";
    }

    private Map<String, Set<String>> byOrganization(Kind kind) {
        Map<String, Set<String>> names = new HashMap<>();
        for (Manifest manifest : all.all(kind)) {
            manifest.id()
                    .ancestor("organization")
                    .ifPresent(organization -> names.computeIfAbsent(organization, _ -> new TreeSet<>())
                            .add(manifest.id().name()));
        }
        return names;
    }

    private static Set<String> names(Collection<Manifest> manifests) {
        var names = new TreeSet<String>();
        manifests.forEach(manifest -> names.add(manifest.id().name()));
        return names;
    }
}
