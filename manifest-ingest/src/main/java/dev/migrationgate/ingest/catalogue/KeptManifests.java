package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The newest manifest of each identity, of the kinds that we know. What a look costs grows with what it finds and what was removed from
 * there, and not with what else is kept: each request takes dozens of them. The identity of what was removed stays, in some 200 bytes.
 * Safe for several threads.
 */
final class KeptManifests {
    private record Kept(Manifest manifest, Instant acceptedAt) {}

    /** A manifest's identity has one place, in which both indexes find the same version; it is empty once that was removed. */
    private static final class Place {
        private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

        Optional<Kept> kept() {
            return Optional.ofNullable(kept.get());
        }

        void keep(Kept added) {
            kept.accumulateAndGet(
                    added, (old, newer) -> old != null && newer.acceptedAt().isBefore(old.acceptedAt()) ? old : newer);
        }

        void forget(Instant at) {
            kept.updateAndGet(old -> old != null && old.acceptedAt().isAfter(at) ? old : null);
        }
    }

    /** Those of one kind. */
    private static final class OfKind {
        private final Map<String, Map<ManifestId, Place>> byName = new ConcurrentHashMap<>();
        private final Map<Map<String, String>, Map<ManifestId, Place>> byAncestors = new ConcurrentHashMap<>();

        Optional<Place> at(ManifestId id) {
            return Optional.ofNullable(byName.get(id.name())).map(byId -> byId.get(id));
        }

        void keep(Kept added) {
            ManifestId id = added.manifest().id();
            Place place = byName.computeIfAbsent(id.name(), _ -> new ConcurrentHashMap<>())
                    .computeIfAbsent(id, _ -> new Place());
            place.keep(added);
            byAncestors
                    .computeIfAbsent(id.ancestors(), _ -> new ConcurrentHashMap<>())
                    .putIfAbsent(id, place);
        }

        List<Manifest> all() {
            return byName.values().stream()
                    .flatMap(byId -> manifests(byId).stream())
                    .toList();
        }

        List<Manifest> named(String name) {
            return manifests(byName.get(name));
        }

        List<Manifest> within(Map<String, String> ancestors) {
            return manifests(byAncestors.get(ancestors));
        }

        private static List<Manifest> manifests(@Nullable Map<ManifestId, Place> places) {
            if (places == null) {
                return List.of();
            }
            List<Manifest> manifests = new ArrayList<>(places.size());
            for (Place place : places.values()) {
                place.kept().map(Kept::manifest).ifPresent(manifests::add);
            }
            return manifests;
        }
    }

    private final Map<Kind, OfKind> kinds = new EnumMap<>(Kind.class);

    KeptManifests() {
        for (Kind kind : Kind.values()) {
            kinds.put(kind, new OfKind());
        }
    }

    Optional<Manifest> at(ManifestId id) {
        return kept(id).map(Kept::manifest);
    }

    List<Manifest> named(Kind kind, String name) {
        return of(kind).named(name);
    }

    List<Manifest> within(Kind kind, Map<String, String> ancestors) {
        return of(kind).within(ancestors);
    }

    List<Manifest> all(Kind kind) {
        return of(kind).all();
    }

    /** Keeps a manifest, unless a newer one with its identity is kept: the topic is read a little behind. */
    void keep(Manifest manifest, Instant acceptedAt) {
        manifest.kind().ifPresent(kind -> of(kind).keep(new Kept(manifest, acceptedAt)));
    }

    /** Forgets a manifest, unless a newer one with its identity is kept. */
    void forget(ManifestId id, Instant at) {
        place(id).ifPresent(place -> place.forget(at));
    }

    /** Whether a manifest's record has nothing to add: it, or a newer one with its identity, is kept. */
    boolean holds(ManifestId id, String digest, Instant acceptedAt) {
        return kept(id)
                // At the same time, the one that comes later in the topic counts, for all instances alike.
                .filter(kept -> kept.acceptedAt().isAfter(acceptedAt)
                        || (kept.acceptedAt().equals(acceptedAt)
                                && kept.manifest().digest().value().equals(digest)))
                .isPresent();
    }

    private Optional<Kept> kept(ManifestId id) {
        return place(id).flatMap(Place::kept);
    }

    private Optional<Place> place(ManifestId id) {
        return Kind.of(id.kind()).flatMap(kind -> of(kind).at(id));
    }

    private OfKind of(Kind kind) {
        return Objects.requireNonNull(kinds.get(kind));
    }
}
