package dev.migrationgate.manifests.change;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which manifests differ, by identity and canonical content: neither the file that one is in counts, nor how it is written.
 *
 * @param added manifests that were not there before
 * @param changed manifests that say something else than before
 * @param removed manifests that are there no more, as they were
 */
public record Difference(List<Manifest> added, List<Change> changed, List<Manifest> removed) {
    /** Copies the lists. */
    public Difference {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    /**
     * A manifest that says something else than before.
     *
     * @param before what it said
     * @param after what it says
     */
    public record Change(Manifest before, Manifest after) {}

    /**
     * Compares. Where one identity comes twice, its first manifest counts. A manifest that is the same object on both sides
     * is not looked into, so that trees whose files were read once cost little.
     */
    public static Difference between(Collection<Manifest> before, Collection<Manifest> after) {
        Map<ManifestId, Manifest> left = byId(before);
        var added = new ArrayList<Manifest>();
        var changed = new ArrayList<Change>();
        Map<ManifestId, Manifest> right = byId(after);
        right.forEach((id, now) -> Optional.ofNullable(left.get(id))
                .ifPresentOrElse(
                        was -> {
                            if (differ(was, now)) {
                                changed.add(new Change(was, now));
                            }
                        },
                        () -> added.add(now)));
        List<Manifest> removed = left.values().stream()
                .filter(manifest -> !right.containsKey(manifest.id()))
                .toList();
        return new Difference(added, changed, removed);
    }

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    /** The manifests to accept: the added ones, and the changed ones as they are now. */
    public List<Manifest> accepted() {
        return Stream.concat(added.stream(), changed.stream().map(Change::after))
                .toList();
    }

    /** The identities of the removed manifests. */
    public List<ManifestId> removedIds() {
        return removed.stream().map(Manifest::id).toList();
    }

    /** The identities of all that differs. */
    Set<ManifestId> ids() {
        var ids = new LinkedHashSet<ManifestId>();
        all().forEach(manifest -> ids.add(manifest.id()));
        return ids;
    }

    /** All that differs; what changed both as it was and as it is, as either may be what something refers to. */
    Stream<Manifest> all() {
        return Stream.of(accepted().stream(), changed.stream().map(Change::before), removed.stream())
                .flatMap(manifests -> manifests);
    }

    @SuppressWarnings("ReferenceEquality") // To compare by value is what the same object is spared.
    private static boolean differ(Manifest was, Manifest now) {
        return was != now && !was.canonical().equals(now.canonical());
    }

    private static Map<ManifestId, Manifest> byId(Collection<Manifest> manifests) {
        var byId = new LinkedHashMap<ManifestId, Manifest>();
        manifests.forEach(manifest -> byId.putIfAbsent(manifest.id(), manifest));
        return byId;
    }
}
