package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.yaml.CanonicalJson;
import dev.migrationgate.manifests.yaml.Node;
import org.jspecify.annotations.Nullable;

/**
 * A manifest's canonical text and its digest, made when they are first asked for: a request asks for those of what it posts and of all
 * that this refers to, several times each. Safe for several threads, which at worst make the same twice.
 */
public final class Canonical {
    private final Node.Mapping root;
    private volatile @Nullable String text;
    private volatile @Nullable Digest digest;

    Canonical(Node.Mapping root) {
        this.root = root;
    }

    String text() {
        String known = text;
        if (known == null) {
            known = CanonicalJson.of(root);
            text = known;
        }
        return known;
    }

    Digest digest() {
        Digest known = digest;
        if (known == null) {
            known = Digest.of(text());
            digest = known;
        }
        return known;
    }

    /** It follows from the root, which is compared already: it makes no difference of its own. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Canonical;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "Canonical";
    }
}
