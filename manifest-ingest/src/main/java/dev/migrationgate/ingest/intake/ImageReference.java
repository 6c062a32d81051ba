package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.Digest;
import java.util.Optional;

/**
 * An image by its tag, which may be another image tomorrow.
 *
 * @param name all before the tag
 * @param tag the tag
 */
public record ImageReference(String name, String tag) {
    /** What registries call the tag of an image that is named without one. */
    private static final String NO_TAG = "latest";

    /** Reads a reference; empty: it has a digest, and stands for one image for good. */
    public static Optional<ImageReference> tagged(String image) {
        if (image.indexOf('@') >= 0) {
            return Optional.empty();
        }
        int tag = image.lastIndexOf(':');
        // A colon before the last slash is a port's.
        return Optional.of(
                tag > image.lastIndexOf('/')
                        ? new ImageReference(image.substring(0, tag), image.substring(tag + 1))
                        : new ImageReference(image, NO_TAG));
    }

    /**
     * The registry's host, with its port if it is written; empty: none is named. What tells it from the beginning of a path, Docker decided: a dot, a colon or
     * "localhost" (https://github.com/distribution/reference/blob/main/normalize.go).
     */
    public Optional<String> host() {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        return Optional.of(first)
                .filter(each -> each.indexOf('.') >= 0 || each.indexOf(':') >= 0 || each.equals("localhost"));
    }

    /** The name without the host. */
    public String path() {
        return host().map(host -> name.substring(host.length() + 1)).orElse(name);
    }

    /** The same image for good. */
    public String at(Digest digest) {
        return name + "@" + digest;
    }

    /** The reference. */
    @Override
    public String toString() {
        return name + ":" + tag;
    }
}
