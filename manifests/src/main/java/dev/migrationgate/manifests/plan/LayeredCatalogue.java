package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One catalogue over another.
 *
 * @param newer whose manifests take the place of older ones with the same identity
 * @param older whose other manifests are seen through it
 */
record LayeredCatalogue(Catalogue newer, Catalogue older) implements Catalogue {
    @Override
    public Optional<Manifest> at(ManifestId id) {
        return newer.at(id).or(() -> older.at(id));
    }

    @Override
    public List<Manifest> named(Kind kind, String name) {
        return merged(newer.named(kind, name), older.named(kind, name));
    }

    @Override
    public List<Manifest> within(Kind kind, Map<String, String> ancestors) {
        return merged(newer.within(kind, ancestors), older.within(kind, ancestors));
    }

    @Override
    public List<Manifest> all(Kind kind) {
        return merged(newer.all(kind), older.all(kind));
    }

    @Override
    public Optional<Digest> digestOf(String image) {
        return newer.digestOf(image).or(() -> older.digestOf(image));
    }

    private static List<Manifest> merged(List<Manifest> first, List<Manifest> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        var all = new LinkedHashMap<ManifestId, Manifest>();
        first.forEach(manifest -> all.put(manifest.id(), manifest));
        second.forEach(manifest -> all.putIfAbsent(manifest.id(), manifest));
        return List.copyOf(all.values());
    }
}
