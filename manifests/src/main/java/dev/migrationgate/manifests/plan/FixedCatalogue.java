package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Manifests that do not change, by name and by place. */
final class FixedCatalogue implements Catalogue {
    private record Name(Kind kind, String name) {}

    private record Place(Kind kind, Map<String, String> ancestors) {}

    private final Map<Name, List<Manifest>> names;
    private final Map<Place, List<Manifest>> places;
    private final Map<ManifestId, Manifest> identities = new LinkedHashMap<>();
    private final Map<Kind, List<Manifest>> kinds;

    /** Of several with one identity the first counts. */
    FixedCatalogue(Collection<Manifest> manifests) {
        manifests.forEach(manifest -> identities.putIfAbsent(manifest.id(), manifest));
        Collection<Manifest> first = identities.values();
        names = index(first, manifest -> new Name(kind(manifest), manifest.id().name()));
        places =
                index(first, manifest -> new Place(kind(manifest), manifest.id().ancestors()));
        kinds = index(first, FixedCatalogue::kind);
    }

    @Override
    public Optional<Manifest> at(ManifestId id) {
        return Optional.ofNullable(identities.get(id));
    }

    @Override
    public List<Manifest> named(Kind kind, String name) {
        return names.getOrDefault(new Name(kind, name), List.of());
    }

    @Override
    public List<Manifest> within(Kind kind, Map<String, String> ancestors) {
        return places.getOrDefault(new Place(kind, ancestors), List.of());
    }

    @Override
    public List<Manifest> all(Kind kind) {
        return kinds.getOrDefault(kind, List.of());
    }

    /** Manifests alone tell of no image. */
    @Override
    public Optional<Digest> digestOf(String image) {
        return Optional.empty();
    }

    private static <K> Map<K, List<Manifest>> index(Collection<Manifest> manifests, Function<Manifest, K> key) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().isPresent())
                .collect(Collectors.groupingBy(key, Collectors.toUnmodifiableList()));
    }

    private static Kind kind(Manifest manifest) {
        return manifest.kind().orElseThrow();
    }
}
