package dev.migrationgate.ingest.build;

import dev.migrationgate.manifests.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image by its tag, such as {@code europe-west1-docker.pkg.dev/project/registry/orders-api:1.2.3}.
 *
 * @param repository all before the tag
 * @param tag the tag
 */
public record TaggedImage(String repository, String tag) {
    /** Grammar of references (https://github.com/distribution/reference/blob/main/reference.go), as far as it tells a tag from a port. */
    private static final Pattern FORM = Pattern.compile(
            "(?<repository>[A-Za-z0-9][A-Za-z0-9.:_/-]*/[a-z0-9._-]+):(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127})");

    private static final int MOST_CHARACTERS = 1_024;

    /** Reads a reference; empty if it has no tag, or another form. */
    public static Optional<TaggedImage> parse(String reference) {
        Matcher matcher = FORM.matcher(reference);
        return reference.length() <= MOST_CHARACTERS && matcher.matches()
                ? Optional.of(new TaggedImage(matcher.group("repository"), matcher.group("tag")))
                : Optional.empty();
    }

    /** The last part of its path, which is what a BuildDefinition calls its container. */
    public String name() {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }

    /** The same image for good: by digest instead of by tag. */
    public String at(Digest digest) {
        return repository + "@" + digest;
    }

    /** The reference. */
    @Override
    public String toString() {
        return repository + ":" + tag;
    }
}
