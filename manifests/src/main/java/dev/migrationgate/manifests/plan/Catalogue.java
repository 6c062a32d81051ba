package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manifests that were accepted before, in which references of posted ones are looked up. */
@FunctionalInterface
public interface Catalogue {
    /** All manifests of that kind and name, whatever their path; one for each identity. */
    List<Manifest> named(Kind kind, String name);

    /** A catalogue without any manifest. */
    static Catalogue empty() {
        return (kind, name) -> List.of();
    }

    /** A catalogue of these manifests, which does not change. */
    static Catalogue of(Collection<Manifest> manifests) {
        record Key(Kind kind, String name) {}
        Map<Key, List<Manifest>> index = manifests.stream()
                .filter(manifest -> manifest.kind().isPresent())
                .collect(Collectors.groupingBy(manifest ->
                        new Key(manifest.kind().orElseThrow(), manifest.id().name())));
        return (kind, name) -> List.copyOf(index.getOrDefault(new Key(kind, name), List.of()));
    }

    /** This catalogue, with manifests added that take the place of ones with the same identity. */
    default Catalogue with(Collection<Manifest> manifests) {
        Catalogue newer = of(manifests);
        return (kind, name) -> {
            List<Manifest> first = newer.named(kind, name);
            var ids = new HashSet<>(first.stream().map(Manifest::id).toList());
            Stream<Manifest> older = named(kind, name).stream().filter(manifest -> !ids.contains(manifest.id()));
            return Stream.concat(first.stream(), older).toList();
        };
    }
}
