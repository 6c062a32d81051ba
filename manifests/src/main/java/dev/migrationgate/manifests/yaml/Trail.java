package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.Finding;
import java.util.Arrays;

/**
 * The keys and indexes that lead to where a document is being read. Following costs no memory, as most documents have
 * nothing to report; only what is asked for its path makes a text of it.
 */
final class Trail {
    /** Deeper than any field of a manifest; what lies below is not shown, so that findings stay small. */
    private static final int MAX_SHOWN = 16;

    private static final int KEY = -1;
    private static final int BEFORE = -2;

    private String[] keys = new String[MAX_SHOWN];
    private int[] indexes = new int[MAX_SHOWN];
    private int depth;

    /** Goes into a mapping or list, and stands before the first of it. */
    void enter() {
        if (depth == indexes.length) {
            keys = Arrays.copyOf(keys, 2 * depth);
            indexes = Arrays.copyOf(indexes, 2 * depth);
        }
        indexes[depth++] = BEFORE;
    }

    /** Leaves the mapping or list. */
    void leave() {
        depth--;
    }

    /** Goes to a key of the mapping. */
    void key(String key) {
        keys[depth - 1] = key;
        indexes[depth - 1] = KEY;
    }

    /** Stands in the mapping, and at none of its keys. */
    void noKey() {
        indexes[depth - 1] = BEFORE;
    }

    /** Goes to an item of the list, counted from 0. */
    void item(int index) {
        indexes[depth - 1] = index;
    }

    /**
     * The path of where it stands, like {@code spec.container.env[0].name}; empty at the root. It starts at the manifest:
     * the items of a list that is a whole document are manifests.
     */
    String path() {
        var path = new StringBuilder();
        for (int level = 0; level < Math.min(depth, MAX_SHOWN); level++) {
            if (indexes[level] == KEY) {
                path.append(path.isEmpty() ? "" : ".").append(Finding.shown(keys[level]));
            } else if (indexes[level] >= 0 && level > 0) {
                path.append('[').append(indexes[level]).append(']');
            }
        }
        return path.append(depth > MAX_SHOWN ? "…" : "").toString();
    }
}
