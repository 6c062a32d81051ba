package dev.migrationgate.manifests.yaml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;

/** The anchors of one document: what they name, and which of them are still being read. */
final class Anchors<T> {
    private final Map<Anchor, T> known = new HashMap<>();
    private final Set<Anchor> open = new HashSet<>();
    private int aliases;

    void open(Anchor anchor) {
        open.add(anchor);
    }

    void set(Anchor anchor, T target) {
        open.remove(anchor);
        known.put(anchor, target);
    }

    boolean isOpen(Anchor anchor) {
        return open.contains(anchor);
    }

    Optional<T> find(Anchor anchor) {
        return Optional.ofNullable(known.get(anchor));
    }

    /** Counts one more alias and gives how many there are. */
    int countAlias() {
        return ++aliases;
    }
}
