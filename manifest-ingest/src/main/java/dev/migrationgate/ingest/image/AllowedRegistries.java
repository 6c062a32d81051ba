package dev.migrationgate.ingest.image;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The registries that may be asked. Everybody who may deploy writes images' names, so that without such a list they would send ingest to any
 * host and port that it reaches.
 *
 * @param patterns hosts; {@code *.} at the beginning stands for one or more labels; with a port where it is not 443
 */
public record AllowedRegistries(List<String> patterns) {
    /** What a pattern has to be. */
    public static final String RULE =
            "has to be host names with commas between, each with '*.' before it and ':port' after it at most";

    /** Registries that everybody can push to or read from, and Google's. */
    public static final AllowedRegistries DEFAULT = new AllowedRegistries(List.of(
            "*.pkg.dev",
            "gcr.io",
            "*.gcr.io",
            "docker.io",
            "ghcr.io",
            "quay.io",
            "mcr.microsoft.com",
            "public.ecr.aws",
            "registry.gitlab.com"));

    private static final Pattern FORM =
            Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[0-9]{1,5})?");

    /** Copies the list. */
    public AllowedRegistries {
        patterns = List.copyOf(patterns);
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException one of them has another form
     */
    public static AllowedRegistries of(Set<String> patterns) {
        if (!patterns.stream().allMatch(each -> FORM.matcher(each).matches())) {
            throw new IllegalArgumentException(RULE);
        }
        return new AllowedRegistries(
                patterns.stream().sorted(Comparator.naturalOrder()).toList());
    }

    boolean allow(String host) {
        return patterns.stream()
                .anyMatch(pattern ->
                        pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern));
    }

    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
