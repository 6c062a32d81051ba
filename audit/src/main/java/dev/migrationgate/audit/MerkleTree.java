package dev.migrationgate.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The root of a Merkle tree as in RFC 6962, section 2.1, over leaves that are added one by one. Keeps one digest for each level. Not safe for
 * several threads.
 */
final class MerkleTree {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    /** A complete tree of 2^level leaves. */
    private record Complete(int level, Sha256 root) {}

    /** Smallest, which is the newest, first. */
    private final Deque<Complete> trees = new ArrayDeque<>();

    void add(byte[] leaf) {
        Complete tree = new Complete(0, Sha256.of(LEAF, leaf));
        while (!trees.isEmpty() && trees.getFirst().level() == tree.level()) {
            tree = new Complete(tree.level() + 1, node(trees.removeFirst().root(), tree.root()));
        }
        trees.addFirst(tree);
    }

    /** The root over what was added so far; more may be added. */
    Sha256 root() {
        if (trees.isEmpty()) {
            return Sha256.of(new byte[0]);
        }
        Iterator<Complete> fromSmallest = trees.iterator();
        Sha256 root = fromSmallest.next().root();
        while (fromSmallest.hasNext()) {
            root = node(fromSmallest.next().root(), root);
        }
        return root;
    }

    private static Sha256 node(Sha256 left, Sha256 right) {
        return Sha256.of(NODE, left.bytes(), right.bytes());
    }
}
